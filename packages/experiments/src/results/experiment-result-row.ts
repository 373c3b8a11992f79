import type { ComparisonTest, InsufficientReason } from "@liftproof/estimators";
import type { SrmVerdict } from "@liftproof/srm";

/** What to do with a treatment: roll it out, end it, wait, or trust nothing. */
export type ResultDecision = "ship" | "stop" | "continue" | "invalid";

/** What a metric is to its experiment. */
export type MetricRole = "primary" | "guardrail" | "secondary";

/** Whether a guardrail is shown to be harmed by less than its margin, by more, or neither. */
export type GuardrailVerdict = "non_inferior" | "inferior" | "undecided";

/** What a decision reads: the adjusted estimate, the sequence that holds at every look, the posterior, or none of these. */
export type DecidingEstimate = "raw" | "cuped" | "sequential" | "bayesian";

/** One row of fact_experiment_result. Null means not asked for, or not to be had (see `insufficientReason`). */
export interface ExperimentResultRow {
  readonly expId: string;
  readonly phase: number;
  readonly metric: string;
  readonly treatment: string;
  readonly control: string;
  /** `all`, or a segment as `dimension=value`. */
  readonly segment: string;
  readonly asOfUs: number;
  readonly role: MetricRole;
  readonly direction: "up" | "down";
  /** Units with a value of the metric. */
  readonly unitsControl: number;
  readonly unitsTreatment: number;
  readonly meanControl: number | null;
  readonly meanTreatment: number | null;
  /** Two-sided error rate of every interval in this row. */
  readonly alpha: number;
  readonly test: ComparisonTest | null;
  readonly insufficientReason: InsufficientReason | null;
  readonly difference: number | null;
  readonly standardError: number | null;
  readonly pValue: number | null;
  readonly adjustedPValue: number | null;
  readonly intervalLow: number | null;
  readonly intervalHigh: number | null;
  /** Null when the control mean is zero. */
  readonly lift: number | null;
  /** Null also when the interval is unbounded. */
  readonly liftLow: number | null;
  readonly liftHigh: number | null;
  /** The slope; null when there are several covariates. */
  readonly cupedTheta: number | null;
  /** Null also where every unit of an arm has one value: there is no variance to take away. */
  readonly cupedVarianceReduction: number | null;
  readonly cupedDifference: number | null;
  readonly cupedPValue: number | null;
  readonly cupedLow: number | null;
  readonly cupedHigh: number | null;
  /** `cupedDifference` over `meanControl`, the mean before the adjustment; null when that is zero. */
  readonly cupedLift: number | null;
  /** Null also when the interval is unbounded. */
  readonly cupedLiftLow: number | null;
  readonly cupedLiftHigh: number | null;
  readonly sequentialPValue: number | null;
  readonly sequentialLow: number | null;
  readonly sequentialHigh: number | null;
  /** Why there is a comparison but none for every look: too early, or of a kind that has no sequence. Null also where nobody asked. */
  readonly sequentialInsufficientReason: InsufficientReason | null;
  readonly probabilityBetter: number | null;
  readonly expectedLoss: number | null;
  readonly bayesianLow: number | null;
  readonly bayesianHigh: number | null;
  /** Credible interval of the lift; null for means, and when the interval is unbounded. */
  readonly bayesianLiftLow: number | null;
  readonly bayesianLiftHigh: number | null;
  readonly srmVerdict: SrmVerdict;
  readonly srmPValue: number | null;
  readonly srmAnytimePValue: number;
  /** Units of all arms that were seen in two arms, and those that are bots; in no result. Null where nobody counted. */
  readonly crossoverUnits: number | null;
  readonly botUnits: number | null;
  /** Reports that differ from what the hash gives, claims to be outside among them; null where none could be derived again. */
  readonly assignmentDrift: number | null;
  /** That the arms lose equal shares of their exposures between server and page, by one look; null where that cannot be told. */
  readonly exposureLossPValue: number | null;
  /** Of guardrail metrics, else null. */
  readonly guardrailVerdict: GuardrailVerdict | null;
  /** Harm that a guardrail may do and still pass, in units of the metric; null for other metrics. */
  readonly margin: number | null;
  /** Interval of the difference by which the guardrail is read; null for other metrics, and where it may not be read. */
  readonly guardedLow: number | null;
  readonly guardedHigh: number | null;
  /** Units the sizing gate asked for, null when it could not size. */
  readonly unitsNeeded: number | null;
  /** What the sizing block promised of the primary metric: mean without the change, and relative effect worth finding. */
  readonly plannedBaseline: number | null;
  readonly plannedMde: number | null;
  /** Units per day after coverage and layer, by the sizing block. */
  readonly plannedDailyUnits: number | null;
  /** Longest run by the schedule. */
  readonly plannedDays: number | null;
  /** Relative effect on the primary metric that data as precise as these find with the planned power; null without a plan. */
  readonly detectableLift: number | null;
  /** Whether the decision has come, will come, or will not; see `daysToDecision`. */
  readonly timeToDecisionKind: "reached" | "running" | "never" | "unknown";
  /** Days from the first exposure to the decision; null until it is reached. */
  readonly timeToDecisionDays: number | null;
  /** While running, the days at the earlier and at the later end; the latter null beyond any calendar. */
  readonly timeToDecisionEarliestDays: number | null;
  readonly timeToDecisionLatestDays: number | null;
  /** What the range assumes: the effect of the design from now on, or the planned end alone. Null unless running. */
  readonly timeToDecisionBasis: "design" | "planned_end" | null;
  /** ISO 4217 code of a metric in minor units of money, else null. */
  readonly currency: string | null;
  /** The estimate by which the experiment has declared to decide. */
  readonly decidingEstimate: DecidingEstimate;
  /**
   * One decision per treatment, the same on each of its rows: segments decide nothing. A segment whose own split is off is `invalid`
   * by itself.
   */
  readonly decision: ResultDecision;
  readonly decisionReason: string;
  /** The look that decided, or the instant of a kill; null while nothing is decided, and where the decision is no longer to be trusted. */
  readonly decidedAtUs: number | null;
  /** What the deciding estimate of the primary metric said then; no p-value of a posterior. */
  readonly decidingPValue: number | null;
  readonly decidingLow: number | null;
  readonly decidingHigh: number | null;
}
