import type { BetaPrior, ComparisonTest, InsufficientReason, Interval } from "@liftproof/estimators";
import type { MidExperimentPower } from "@liftproof/mde";
import type { ImbalanceEvidence, SampleRatio } from "@liftproof/srm";
import type { DecisionRule } from "../config/experiment-definition.ts";
import type { GuardrailVerdict, ResultDecision } from "../results/experiment-result-row.ts";
import type { AnalyzedRows, MetricMoments } from "./analysis-input.ts";
import type { Correction } from "./correction.ts";

/** A block that was asked for and that the data cannot carry yet. */
export interface Lacking {
  readonly insufficient: InsufficientReason;
}

/** Valid at every look. */
export interface SequentialBlock {
  readonly pValue: number;
  readonly interval: Interval;
  readonly liftInterval: Interval | "unbounded";
  /** Of the difference, each end by itself at half the error rate of the interval: what guardrails are read by. */
  readonly bounds: Interval;
}

/** What to believe of the treatment; better means in the good direction of the metric. */
export interface BayesianBlock {
  readonly probabilityBetter: number;
  /** Of shipping the treatment, in units of the metric. */
  readonly expectedLoss: number;
  /** Credible interval of the difference. */
  readonly interval: Interval;
  /** Credible interval of the lift; of rates. */
  readonly liftInterval?: Interval;
  /** That the difference is smaller than the region of practical equivalence, when one was given. */
  readonly probabilityInRope?: number;
}

/** The estimate after differences between strata are taken out. */
export interface PostStratifiedBlock {
  /** Strata with units in either arm. */
  readonly strata: number;
  readonly difference: number;
  readonly standardError: number;
  readonly degreesOfFreedom: number | null;
  readonly pValue: number;
  readonly interval: Interval;
  readonly lift: number | null;
  readonly liftInterval: Interval | "unbounded";
}

/** The estimate after what covariates foretell is taken out. */
export interface CupedBlock {
  /** One slope, or one per covariate when there are several. */
  readonly theta: number | readonly number[];
  /** One slope per covariate in each arm, where each arm was fitted its own. */
  readonly thetaByArm?: Readonly<Record<string, readonly number[]>>;
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

/**
 * Whether covariates from before the experiment are spread over both arms as a random split spreads them. Where they are
 * not, units were lost or redirected for a reason, which no adjustment takes out.
 */
export interface CovariateBalanceBlock {
  readonly verdict: "balanced" | "imbalanced";
  /** Of all covariates together, by Hotelling's test; null when none varies within arms. */
  readonly omnibusPValue: number | null;
  /** What speaks for `imbalanced`: all together, or single ones by name. */
  readonly evidence: readonly ImbalanceEvidence[];
  /** In the order of the moments; null where no unit varies. */
  readonly covariates: readonly {
    readonly covariate: string;
    /** Treatment minus control, in standard deviations. */
    readonly standardizedDifference: number | null;
    readonly adjustedPValue: number | null;
  }[];
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
  /** Over all metrics and treatments of the analysis, or of its segments; Holm unless another correction was asked for. */
  readonly adjustedPValue: number;
  readonly interval: Interval;
  readonly newcombeInterval?: Interval;
  readonly exactPValue?: number;
  readonly lift: number | null;
  readonly liftInterval: Interval | "unbounded";
  /**
   * Of means whose units with a value other than zero are counted: a long tail may mislead, for one arm has more than 60 % of
   * the units and one has under 300 with a value.
   */
  readonly skewWarning?: boolean;
  readonly sequential?: SequentialBlock | Lacking;
  readonly bayesian?: BayesianBlock;
  readonly cuped?: CupedBlock | Lacking;
  /** With covariates, whether they are alike in both arms. */
  readonly covariateImbalance?: CovariateBalanceBlock | Lacking;
  readonly postStratified?: PostStratifiedBlock | Lacking;
  /** Chance that one reading at the planned end will be significant, given the data so far. */
  readonly chanceToDecide?: MidExperimentPower;
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

/** One arm among three or more; best is highest, or lowest where down is good. */
export interface ArmStanding {
  readonly arm: string;
  /** That it is the best of all; those of all arms sum to 1. */
  readonly probabilityBest: number;
  /** Rate given away, on average, by choosing it. */
  readonly expectedLoss: number;
}

/** One metric, every treatment against the control. */
export interface MetricAnalysis {
  readonly metric: string;
  readonly kind: MetricMoments["kind"];
  readonly missingUnits: number;
  /** Two-sided error rate of the intervals below. */
  readonly alpha: number;
  /** Which way is good, where somebody said. */
  readonly direction?: "up" | "down";
  /** Of rates. */
  readonly prior?: BetaPrior;
  /** Of rates with three arms or more that have units, control first. */
  readonly bestArm?: readonly ArmStanding[];
  /** Of quantiles. */
  readonly quantile?: number;
  /** Of winsorised means. */
  readonly winsorBounds?: readonly [low: number | null, high: number | null];
  /** Of metrics whose covariates have gaps. */
  readonly missingHistory?: readonly HistoryCheck[];
  readonly comparisons: readonly (ComparedArms | UncomparedArms)[];
}

/** Whether a treatment changes who has a history, which would bias everything that is adjusted by it. */
export interface HistoryCheck {
  readonly covariate: string;
  /** Share of units without a history, per arm. */
  readonly missingShares: Readonly<Record<string, number>>;
  /** That the arms differ by chance alone; null when they cannot be compared. */
  readonly pValue: number | null;
  /** The p-value is below 0.001: do not trust the adjusted estimate. */
  readonly suspect: boolean;
}

/** Every metric within the units that share one value of a column. */
export interface SegmentAnalysis {
  readonly value: string;
  readonly units: number;
  readonly arms: Analysis["arms"];
  readonly sampleRatio: SampleRatio;
  readonly metrics: readonly MetricAnalysis[];
}

/** A column by which units were told apart. */
export interface SegmentedAnalysis {
  readonly dimension: string;
  readonly missingUnits: number;
  readonly crossedUnits: number;
  readonly segments: readonly SegmentAnalysis[];
}

/** What to do with one treatment, by the rule that was declared. */
export interface DecidedTreatment {
  readonly treatment: string;
  readonly decision: ResultDecision;
  /** In plain words. */
  readonly reason: string;
  readonly guardrails: readonly { readonly metric: string; readonly margin: number; readonly verdict: GuardrailVerdict }[];
}

/** The declared rule, and what it says. */
export interface AnalysisDecision extends DecisionRule {
  readonly primaryMetric: string;
  readonly treatments: readonly DecidedTreatment[];
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
  readonly correction: Correction;
  readonly segments?: readonly SegmentedAnalysis[];
  /** The column that `postStratified` is by, and its units without a cell or with two: they are a stratum of their own. */
  readonly strata?: { readonly dimension: string; readonly strata: number; readonly missingUnits: number; readonly crossedUnits: number };
  readonly decision?: AnalysisDecision;
}
