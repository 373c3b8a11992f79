import type { Experiment } from "@liftproof/assignment";

/** Where in a visit an experiment is met. */
export type Surface = "search" | "studio" | "checkout";

/** What the author of an experiment may expect of it, kept apart from what is true. */
export interface Sizing {
  /** Of the primary metric. */
  readonly baseline: number;
  /** Of one unit; means only. */
  readonly standardDeviation?: number;
  /** Relative to the baseline. */
  readonly mde: number;
  readonly dailyUnits: number;
  /** Why the experiment may run though it is too small; absent when it is not. */
  readonly override?: string;
}

/** One experiment of the marketplace: what its file says, and what nature does. */
export interface SimulatedExperiment {
  readonly nature: "true_effect" | "null" | "broken_split";
  readonly question: string;
  readonly surface: Surface;
  readonly primaryMetric: string;
  readonly guardrails: readonly string[];
  /** Which estimate decides: as measured, or freed of what was known before. */
  readonly estimate: "raw" | "cuped";
  readonly sizing: Sizing;
  readonly maxDays: number;
  /** The part that `assign` reads. Two variants, control first. */
  readonly assigned: Experiment;
  /** Factor on the probability that a started checkout completes, in the treatment. */
  readonly completionFactor: number;
  /** Factor on the value of an order, in the treatment. */
  readonly valueFactor: number;
  /** In the treatment, people with an old browser never report that they saw it. */
  readonly losesOldBrowsers: boolean;
}
