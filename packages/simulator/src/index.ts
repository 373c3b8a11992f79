export { simulateMarketplace } from "./simulate-marketplace.ts";
export type { SimulatedMarketplace } from "./simulate-marketplace.ts";
export type { MarketplaceOptions } from "./marketplace-options.ts";
export { simulatedKeyRing } from "./world/simulated-key-ring.ts";
export { channelNames } from "./world/channel-names.ts";
export type { TextFile } from "./world/experiment-file.ts";
export type { DeliveredLine } from "./wire/delivered-line.ts";
export type {
  ChannelTruth,
  ExperimentTruth,
  MarketplaceTruth,
  MetricTruth,
} from "./truth/marketplace-truth.ts";
export { randomSource } from "./random/random-source.ts";
export type { RandomFamily } from "./random/random-source.ts";
export { randomStream } from "./random/random-stream.ts";
export type { RandomStream } from "./random/random-stream.ts";
