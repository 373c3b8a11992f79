import type { BetaPrior, InsufficientBand, JointMoments, QuantileBand, RateCount, RatioMoments } from "@liftproof/estimators";
import type { Correction } from "./correction.ts";
import type { DecisionPlan } from "./decision-plan.ts";

/** What the moments of every kind of metric have in common. */
interface MeasuredMetric {
  readonly metric: string;
  /** Analyzed units without a value for this metric. */
  readonly missingUnits: number;
  /** Two-sided error rate of this metric's intervals; that of the whole analysis when absent. */
  readonly alpha?: number;
  /** Which way is good, for the Bayesian answers; up when absent. */
  readonly direction?: "up" | "down";
  /** Standard deviation of the effect believed beforehand, in units of the metric; that of the whole analysis when absent. */
  readonly priorSd?: number;
  /** Names of the covariates, one per column of the moments after the metric's own, each once; numbered when absent. */
  readonly covariateNames?: readonly string[];
  /** Covariates that some units had no history for; absent where every unit had one. */
  readonly missingHistory?: readonly MissingHistory[];
}

/** A covariate with gaps, filled with the mean of those who have one and told apart by an indicator. */
export interface MissingHistory {
  readonly covariate: string;
  /** Units with a value of the metric and none of the covariate, per arm. */
  readonly unitsByArm: Readonly<Record<string, number>>;
}

/** Conversions per arm. */
export interface RateMoments extends MeasuredMetric {
  readonly kind: "rate";
  readonly byArm: Readonly<Record<string, RateCount>>;
  /** Joint moments of the metric as 0 and 1 and its covariates; asks for the adjusted estimate. */
  readonly covariates?: Readonly<Record<string, JointMoments>>;
}

/** One number per unit; columns after the first are covariates and ask for the adjusted estimate. */
export interface MeanMoments extends MeasuredMetric {
  readonly kind: "mean";
  readonly byArm: Readonly<Record<string, JointMoments>>;
  /**
   * Units with a value other than zero, per arm. A sequence waits for thirty in each; without the counts the
   * least number that the moments allow stands in, which is next to none for values centred on zero.
   */
  readonly nonzeroUnits?: Readonly<Record<string, number>>;
  /** Where values were cut off before the moments were taken, the same in every arm; null leaves that end alone. */
  readonly winsorBounds?: readonly [low: number | null, high: number | null];
}

/** Numerator and denominator per unit; columns after these two are covariates and ask for the adjusted estimate. */
export interface RatioOfMoments extends MeasuredMetric {
  readonly kind: "ratio";
  readonly byArm: Readonly<Record<string, RatioMoments>>;
}

/** A quantile over units, as order statistics of each arm. */
export interface QuantileMoments extends MeasuredMetric {
  readonly kind: "quantile";
  /** In (0, 1). */
  readonly quantile: number;
  readonly byArm: Readonly<Record<string, QuantileBand | InsufficientBand>>;
  /** Units with a value, per arm. */
  readonly unitsByArm: Readonly<Record<string, number>>;
}

/** One metric of an analysis, reduced to moments. An arm that is not listed has no unit. */
export type MetricMoments = RateMoments | MeanMoments | RatioOfMoments | QuantileMoments;

/** The units that share one value of a column, such as one country. */
export interface SegmentMoments {
  readonly value: string;
  readonly unitsByArm: Readonly<Record<string, number>>;
  /** The metrics of the analysis, in their order. */
  readonly metrics: readonly MetricMoments[];
}

/** A column by which units are told apart. */
export interface SegmentedMoments {
  readonly dimension: string;
  /** Units whose cell is empty; they are in no segment. */
  readonly missingUnits: number;
  /** Units whose rows name two segments; nobody knows in which they are, so that they are in none. */
  readonly crossedUnits: number;
  readonly segments: readonly SegmentMoments[];
}

/** Everything an analysis needs, whoever has counted it. */
export interface AnalysisInput {
  /** Name of the control arm, one of `arms`. */
  readonly control: string;
  /** In the order in which to report them. */
  readonly arms: readonly { readonly arm: string; readonly units: number; readonly weight: number }[];
  readonly metrics: readonly MetricMoments[];
  /** Two-sided error rate in (0, 1). */
  readonly alpha: number;
  /** True while units still arrive; false judges as at the planned end. */
  readonly interim: boolean;
  /** Least anytime p of the split at earlier looks, in [0, 1]: evidence that was once found stays found. 1 when absent. */
  readonly previousAnytimePValue?: number;
  /** Prior of rates; Beta(1/2, 1/2) when absent. */
  readonly prior?: BetaPrior;
  /** Standard deviation of the effect believed beforehand, for metrics that have none of their own; asks for the Bayesian block of means, ratios and quantiles. */
  readonly priorSd?: number;
  /** Half the width of the region of practical equivalence, in units of the metric; asks for the belief in it. */
  readonly rope?: number;
  /**
   * One slope for all arms, fitted to all units (pooled) or to the arms alike, which is narrowest for an unequal split (balanced),
   * or one per arm; pooled when absent.
   */
  readonly slopes?: "pooled" | "balanced" | "per-arm";
  /** How p-values are adjusted for their number; Holm when absent. */
  readonly correction?: Correction;
  /** The one rule by which each treatment is decided; without it nothing is. */
  readonly decision?: DecisionPlan;
  /** The same metrics per segment. */
  readonly segments?: readonly SegmentedMoments[];
  /** The same metrics per stratum; asks for the post-stratified estimate. */
  readonly strata?: SegmentedMoments;
  /** Units of control and treatment at which the confidence sequence is tightest; asks for the sequential block. */
  readonly plannedUnits?: number;
  /**
   * Smallest effect worth finding, relative to the control mean, above 0. With `plannedUnits` and `interim` it asks for the
   * chance that one reading at the planned end will be significant.
   */
  readonly mdeRelative?: number;
  /** Units that left before the analysis, by reason. */
  readonly droppedUnits: Readonly<Record<string, number>>;
  /** Rows of the file the units came from. */
  readonly rows?: AnalyzedRows;
}

/** What became of the rows of a file. */
export interface AnalyzedRows {
  readonly read: number;
  readonly used: number;
  readonly rejected: Readonly<Record<string, number>>;
}
