import type { SampleRatio } from "./phased-sample-ratio.ts";
import type { SplitPhase } from "./split-phase.ts";

/** The units that arrived in one stretch of time: what a day adds, not what there is by its end. */
export interface SplitDay {
  /** Number of the day, or of any stretch; ascending in time. */
  readonly day: number;
  readonly phases: readonly SplitPhase[];
}

/** The guard at the end of a day. */
export interface SplitLook {
  readonly day: number;
  /** Over all units up to and including that day; its anytime p is the smallest of all looks so far. */
  readonly sampleRatio: SampleRatio;
}
