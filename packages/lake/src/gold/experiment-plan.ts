import type { SplitPlan } from "../hash/derived-variant-sql.ts";

/** What the lake has to know of an experiment; a definition of @liftproof/experiments is one. */
export interface ExperimentPlan extends SplitPlan {
  readonly expId: string;
  readonly phase: number;
  /** `identity`, `anonymous` or `session`: which id of an event tells the unit. */
  readonly unit: string;
  readonly control: string;
  readonly status: string;
  /** In words, when somebody wrote it down. */
  readonly question: string | null;
  /** Its entry of the lock file, of which only the changes of what decides it are kept. */
  readonly lockEntry?: { readonly changes?: readonly PlanChange[] | undefined };
}

/** A change of what decides an experiment, made while a phase of it ran. */
export interface PlanChange {
  readonly phase: number;
  readonly reason: string;
  /** What stood there before, by key of the file. */
  readonly before: Readonly<Record<string, unknown>>;
}

/** One number per unit, read from events. */
export interface MetricSourcePlan {
  readonly event: string;
  /** Payload key of a whole number; null when events are counted or sought. */
  readonly value: string | null;
  readonly aggregation: "any" | "sum" | "count" | "last";
}

/** What the lake has to know of a metric; a definition of @liftproof/experiments is one. */
export interface MetricPlan extends MetricSourcePlan {
  readonly name: string;
  readonly kind: "rate" | "mean" | "ratio" | "quantile";
  readonly denominator: MetricSourcePlan | null;
  /** In (0, 1) for a quantile, else null or absent. */
  readonly quantile?: number | null;
  /** From the first exposure on, both ends inclusive. */
  readonly windowUs: number;
}
