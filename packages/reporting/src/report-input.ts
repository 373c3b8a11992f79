import type { Analysis, ComparedArms } from "@liftproof/experiments";

import type { ReportModeSwitch, ReportPartner, ReportReferrals, ReportRuleEffect } from "./report-partner.ts";

type SampleRatio = Analysis["sampleRatio"];
type MidExperimentPower = NonNullable<ComparedArms["chanceToDecide"]>;

/**
 * One row of results as a page needs it; rows of `fact_experiment_result` fit as they are.
 *
 * Lifts are ratios (0.05 is five percent more), everything not computed is `null`.
 */
export interface ReportRow {
  readonly metric: string;
  readonly treatment: string;
  readonly control: string;
  readonly unitsControl: number | null;
  readonly unitsTreatment: number | null;
  readonly meanControl: number | null;
  readonly meanTreatment: number | null;
  readonly difference: number | null;
  readonly pValue: number | null;
  readonly adjustedPValue: number | null;
  readonly intervalLow: number | null;
  readonly intervalHigh: number | null;
  readonly lift: number | null;
  /** `null` at both ends with a lift given: the interval is unbounded. */
  readonly liftLow: number | null;
  readonly liftHigh: number | null;
  /** Name of the test; `pooled-score` marks a rate. */
  readonly test: string | null;
  readonly cupedVarianceReduction: number | null;
  readonly cupedDifference: number | null;
  readonly cupedPValue: number | null;
  readonly cupedLow: number | null;
  readonly cupedHigh: number | null;
  readonly sequentialPValue: number | null;
  readonly sequentialLow: number | null;
  readonly sequentialHigh: number | null;
  readonly probabilityBetter: number | null;
  readonly expectedLoss: number | null;
  readonly unitsNeeded: number | null;
  /** `ship`, `stop`, `continue`, `invalid`, or `null` where nobody decides. */
  readonly decision: string | null;
  /** A sentence, or a code that is written out as words. */
  readonly decisionReason: string | null;
  /** Which way is good; `up` when absent. */
  readonly direction?: string;
  /** `non_inferior`, `inferior` or `undecided` for a guardrail. */
  readonly guardrailVerdict?: string | null;
  /** `primary`, `guardrail` or `secondary`; a decision is made on the primary metric. */
  readonly role?: string;
  /** Why there is no comparison, as a code. */
  readonly insufficientReason?: string | null;
  /** Why there is a comparison but none for every look, as a code; `no_sequence` where the metric's kind has none. */
  readonly sequentialInsufficientReason?: string | null;
  /** ISO 4217 code of a metric counted in minor units of money. */
  readonly currency?: string | null;
  /** What the decision reads: `raw`, `cuped`, `sequential` or `bayesian`; `raw` when absent. */
  readonly decidingEstimate?: string;
  readonly cupedLift?: number | null;
  readonly cupedLiftLow?: number | null;
  readonly cupedLiftHigh?: number | null;
  /** The estimate within strata, where there is one. */
  readonly stratifiedDifference?: number | null;
  readonly stratifiedPValue?: number | null;
  readonly stratifiedLow?: number | null;
  readonly stratifiedHigh?: number | null;
  /** Credible interval of the difference, and of the lift. */
  readonly bayesianLow?: number | null;
  readonly bayesianHigh?: number | null;
  readonly bayesianLiftLow?: number | null;
  readonly bayesianLiftHigh?: number | null;
  /** Harm that a guardrail may do, above 0, in units of the metric. */
  readonly margin?: number | null;
  /** Interval of the difference by which a guardrail is read; the deciding one when absent. */
  readonly guardedLow?: number | null;
  readonly guardedHigh?: number | null;
  /** What the sizing promised: mean without the change, relative effect, units per day, longest run. */
  readonly plannedBaseline?: number | null;
  readonly plannedMde?: number | null;
  readonly plannedDailyUnits?: number | null;
  readonly plannedDays?: number | null;
  /** Relative effect that data as precise as these find with the planned power. */
  readonly detectableLift?: number | null;
  /** Chance that one reading at the planned end will be significant. */
  readonly chanceToDecide?: MidExperimentPower;
  /** `running` while the decision is still to come within a range of days from the first exposure; `never` when it is not. */
  readonly timeToDecisionKind?: string;
  readonly timeToDecisionEarliestDays?: number | null;
  /** `null` beyond any calendar. */
  readonly timeToDecisionLatestDays?: number | null;
  /** The look that decided; absent or `null` while nothing is. */
  readonly decidedAtUs?: number | null;
}

/** One look at an experiment, for the chart of how the estimate settled. */
export interface ReportLook {
  /** Default: the primary metric. */
  readonly metric?: string;
  readonly asOfUs: number;
  readonly difference: number;
  readonly low: number;
  readonly high: number;
  readonly sequentialLow: number | null;
  readonly sequentialHigh: number | null;
  readonly units: number;
}

/** What a simulator knows and an experiment has to find. */
export interface ReportTruth {
  readonly metric: string;
  /** Default: every treatment. */
  readonly treatment?: string;
  readonly trueLift: number | null;
  readonly trueDifference: number | null;
  readonly note: string;
}

/** The split of one phase by itself. */
export interface ReportPhase extends Pick<SampleRatio, "verdict" | "anytimePValue" | "arms"> {
  readonly phase: number;
}

/** Server assignments against what pages showed; arms that lose differently spoil the split. */
export interface ReportExposureLoss {
  readonly arms: readonly {
    readonly arm: string;
    readonly assigned: number;
    readonly viewed: number;
    /** Events that pages of this arm say they had to drop, where they say so. */
    readonly dropped?: number;
  }[];
  /** That the arms lose alike; `null` where that cannot be tested. */
  readonly pValue: number | null;
}

/** One metric and treatment within one segment. */
export interface ReportSegment {
  /** Such as `country=DE`. */
  readonly segment: string;
  readonly row: ReportRow;
  /** Of the split within the segment: `healthy`, `watch`, `warn` or `kill`. */
  readonly srmVerdict?: string;
}

/** A change of what decides an experiment, made while it ran and after somebody may have seen results. */
export interface ReportChange {
  /** In the words of whoever made it. */
  readonly reason: string;
  /** What stood there before, by key of the file. */
  readonly before: Readonly<Record<string, unknown>>;
}

/** An experiment and everything known about it. */
export interface ReportExperiment {
  readonly definition: {
    readonly expId: string;
    readonly question?: string | null;
    readonly variants: readonly string[];
    readonly weights: readonly number[];
    /** Default: the metric of the first row. */
    readonly primaryMetric?: string;
  };
  readonly rows: readonly ReportRow[];
  /** The last look within declared segments; p-values adjusted over all of them together. */
  readonly segments?: readonly ReportSegment[];
  readonly sampleRatio: SampleRatio | null;
  /** The look that decided, when `rows` are of a later one: a decision is made once and held. */
  readonly decided?: { readonly asOfUs: number; readonly rows: readonly ReportRow[] };
  /** Changes of what decides, oldest first. */
  readonly changes?: readonly ReportChange[];
  readonly truth?: readonly ReportTruth[];
  readonly history?: readonly ReportLook[];
  /** The first exposure, from which days are counted. */
  readonly startedAtUs?: number;
  /** The split of each phase, where there were several. */
  readonly phases?: readonly ReportPhase[];
  /** Units that the last look leaves out, by reason code. */
  readonly leftOut?: Readonly<Record<string, number>>;
  /** Who came by, and how many of them a policy kept out, by the reason code of the assignment. */
  readonly traffic?: { readonly considered: number; readonly excluded: Readonly<Record<string, number>> };
  /** Reported assignments that were derived again from the id, and those that name another arm. */
  readonly assignmentDrift?: { readonly checked: number; readonly differing: number };
  readonly exposureLoss?: ReportExposureLoss;
}

/** Where orders came from, by channel and model. */
export interface ReportAttribution {
  readonly orders: number;
  readonly valueMinor: number;
  readonly currency: string;
  readonly byChannel: readonly {
    readonly channel: string;
    readonly model: string;
    /** Fractional under models that share an order. */
    readonly orders: number;
    readonly valueMinor: number;
  }[];
  readonly proof: { readonly ordersMoved: number; readonly valueMovedMinor: number; readonly ordersWithProof: number };
  readonly tokenStatus: Readonly<Record<string, number>>;
  /** Orders that are left out because they are in another currency; most first. */
  readonly otherCurrencies?: readonly { readonly currency: string; readonly orders: number }[];
  /** Whoever is paid for orders, most orders first. */
  readonly partners?: readonly ReportPartner[];
  /** The circuit breaker's switches, the earliest first. */
  readonly modeSwitches?: readonly ReportModeSwitch[];
  /** The referral ledger, by currency. */
  readonly referrals?: readonly ReportReferrals[];
  /** Final facts that later builds replaced, over all builds. */
  readonly restated?: number;
  /** What the rule finds under other rules, for comparison. */
  readonly ruleEffects?: readonly ReportRuleEffect[];
  /** Orders per channel as they really were. */
  readonly truth?: readonly { readonly channel: string; readonly orders: number }[];
}

/** Touches and orders by when they were received. */
export interface ReportReceipt {
  readonly touches: number;
  /** Touches that are dated by their receipt because they arrived too late. */
  readonly touchesRedated: number;
  readonly orders: number;
  /** Orders of people who have touches, none of which was visible before the order. */
  readonly ordersBeforeTouches: number;
}

/** What happened to the events on their way in. */
export interface ReportHealth {
  readonly events: number;
  readonly duplicates: number;
  /** Of the duplicates, those that say something else than the event kept under their id. Absent when nobody looked. */
  readonly conflicts?: number;
  readonly late: number;
  readonly rejected: Readonly<Record<string, number>>;
  readonly bots: number;
  /** What arrived too late to be dated by its own clock, and what that did to orders. */
  readonly receipt?: ReportReceipt;
}

/** Everything a report shows. */
export interface ReportInput {
  readonly title: string;
  /** The instant the numbers belong to, or `null` to leave it out. */
  readonly generatedAtUs: number | null;
  readonly experiments: readonly ReportExperiment[];
  readonly attribution?: ReportAttribution;
  readonly health?: ReportHealth;
  /** A single analysis, shown like an experiment that nobody decides. */
  readonly analysis?: Analysis;
}
