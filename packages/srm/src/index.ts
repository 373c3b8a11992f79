export type { ArmCount } from "./arm-count.ts";
export { sampleRatio } from "./sample-ratio.ts";
export type { SampleRatio, SampleRatioOptions } from "./phased-sample-ratio.ts";
export { phasedSampleRatio } from "./phased-sample-ratio.ts";
export type { SrmVerdict } from "./sample-ratio-verdict.ts";
export type { SplitPhase } from "./split-phase.ts";
export { mergeSplitPhases } from "./merge-split-phases.ts";
