import type { BetaPrior, JointMoments, RateCount, RatioMoments } from "@liftproof/estimators";

/** What the moments of every kind of metric have in common. */
interface MeasuredMetric {
  readonly metric: string;
  /** Analyzed units without a value for this metric. */
  readonly missingUnits: number;
  /** Two-sided error rate of this metric's intervals; that of the whole analysis when absent. */
  readonly alpha?: number;
  /** Which way is good, for the Bayesian answers; up when absent. */
  readonly direction?: "up" | "down";
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
}

/** Numerator and denominator per unit; columns after these two are covariates and ask for the adjusted estimate. */
export interface RatioOfMoments extends MeasuredMetric {
  readonly kind: "ratio";
  readonly byArm: Readonly<Record<string, RatioMoments>>;
}

/** One metric of an analysis, reduced to moments. An arm that is not listed has no unit. */
export type MetricMoments = RateMoments | MeanMoments | RatioOfMoments;

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
  /** Prior of rates; Beta(1/2, 1/2) when absent. */
  readonly prior?: BetaPrior;
  /** Standard deviation of the effect believed beforehand, in units of the metric; asks for the Bayesian block of means and ratios. */
  readonly priorSd?: number;
  /** Units of control and treatment at which the confidence sequence is tightest; asks for the sequential block. */
  readonly plannedUnits?: number;
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
