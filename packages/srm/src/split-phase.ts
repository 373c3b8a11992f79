import type { ArmCount } from "./arm-count.ts";

/**
 * The counts of one phase of an experiment: a stretch of time in which the weights did not change.
 *
 * Shards, days and machines each hold their own counts; `mergeSplitPhases` adds them up.
 */
export interface SplitPhase {
  /** Phase number of the experiment's configuration. */
  readonly phase: number;
  readonly arms: readonly ArmCount[];
}
