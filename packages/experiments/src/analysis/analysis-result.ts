import type { BetaPrior, ComparisonTest, InsufficientReason, Interval } from "@liftproof/estimators";
import type { SampleRatio } from "@liftproof/srm";
import type { AnalyzedRows, MetricMoments } from "./analysis-input.ts";

/** A block that was asked for and that the data cannot carry yet. */
export interface Lacking {
  readonly insufficient: InsufficientReason;
}

/** Valid at every look. */
export interface SequentialBlock {
  readonly pValue: number;
  readonly interval: Interval;
  readonly liftInterval: Interval | "unbounded";
}

/** What to believe of the treatment; better means in the good direction of the metric. */
export interface BayesianBlock {
  readonly probabilityBetter: number;
  /** Of shipping the treatment, in units of the metric. */
  readonly expectedLoss: number;
  /** Credible interval of the difference. */
  readonly interval: Interval;
}

/** The estimate after what covariates foretell is taken out. */
export interface CupedBlock {
  /** One slope, or one per covariate when there are several. */
  readonly theta: number | readonly number[];
  /** Share of the squared standard error removed; negative when the adjustment did harm. */
  readonly varianceReduction: number;
  readonly difference: number;
  readonly standardError: number;
  readonly degreesOfFreedom: number;
  readonly pValue: number;
  readonly interval: Interval;
  readonly lift: number | null;
  readonly liftInterval: Interval | "unbounded";
}

/** One treatment against the control. Blocks that were not asked for are absent. */
export interface ComparedArms {
  readonly kind: "compared";
  readonly control: string;
  readonly treatment: string;
  /** Units with a value of this metric. */
  readonly controlUnits: number;
  readonly treatmentUnits: number;
  readonly controlMean: number;
  readonly treatmentMean: number;
  readonly difference: number;
  readonly standardError: number;
  readonly degreesOfFreedom: number | null;
  readonly test: ComparisonTest;
  readonly statistic: number;
  readonly pValue: number;
  /** Holm over all metrics and treatments of the analysis. */
  readonly adjustedPValue: number;
  readonly interval: Interval;
  readonly newcombeInterval?: Interval;
  readonly exactPValue?: number;
  readonly lift: number | null;
  readonly liftInterval: Interval | "unbounded";
  readonly sequential?: SequentialBlock | Lacking;
  readonly bayesian?: BayesianBlock;
  readonly cuped?: CupedBlock | Lacking;
}

/** Two arms that cannot be compared yet, and why. */
export interface UncomparedArms extends Lacking {
  readonly kind: "insufficient";
  readonly control: string;
  readonly treatment: string;
  readonly controlUnits: number;
  readonly treatmentUnits: number;
  readonly controlMean: number | null;
  readonly treatmentMean: number | null;
}

/** One metric, every treatment against the control. */
export interface MetricAnalysis {
  readonly metric: string;
  readonly kind: MetricMoments["kind"];
  readonly missingUnits: number;
  /** Two-sided error rate of the intervals below. */
  readonly alpha: number;
  /** Of rates. */
  readonly prior?: BetaPrior;
  readonly comparisons: readonly (ComparedArms | UncomparedArms)[];
}

/** Everything one look at an experiment shows; what `analyze --json` prints. */
export interface Analysis {
  /** Analyzed units. */
  readonly units: number;
  readonly droppedUnits: Readonly<Record<string, number>>;
  readonly rows?: AnalyzedRows;
  readonly alpha: number;
  readonly interim: boolean;
  readonly arms: readonly { readonly arm: string; readonly units: number; readonly expectedShare: number }[];
  readonly sampleRatio: SampleRatio;
  readonly metrics: readonly MetricAnalysis[];
}
