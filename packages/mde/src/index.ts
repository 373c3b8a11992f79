export type { SizingOptions } from "./sizing-options.ts";
export type { DetectableByDay, Sizing } from "./sizing.ts";
export type { RateSizing } from "./size-rate.ts";
export { sizeRate } from "./size-rate.ts";
export type { MeanSizing } from "./size-mean.ts";
export { sizeMean } from "./size-mean.ts";
export { ratioStandardDeviation } from "./ratio-standard-deviation.ts";
export type { NonInferioritySizing } from "./size-non-inferiority.ts";
export { sizeNonInferiority } from "./size-non-inferiority.ts";
