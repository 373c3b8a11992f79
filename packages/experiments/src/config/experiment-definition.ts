import type { Condition, Experiment } from "@liftproof/assignment";
import type { Sizing } from "@liftproof/mde";
import type { EarlierPhase } from "../lock/earlier-phase.ts";
import type { LockedExperiment } from "../lock/locked-experiment.ts";

/** By which single rule a row of this experiment may ship. */
export interface DecisionRule {
  /** `fixed` and `bayesian` decide at the planned end; `sequential` at any look. */
  readonly rule: "fixed" | "sequential" | "bayesian";
  /** Which of the two estimates decides when covariates are given. */
  readonly estimate: "raw" | "cuped";
}

/** What the launch gate was told. */
export interface SizingInput {
  /** Rate or mean without the change. */
  readonly baseline: number;
  /** Smallest effect worth finding, relative to the baseline. */
  readonly mde: number;
  readonly power: number;
  /** Two-sided level of the whole experiment. */
  readonly alpha: number;
  /** Eligible units per day, after targeting and before coverage and layer. */
  readonly dailyUnits: number | null;
  /** Of the metric over units; null for rates. */
  readonly standardDeviation: number | null;
  /** Share of variance that the covariate foretells. */
  readonly cupedR2: number;
}

/** Whether the experiment may run by its size. */
export interface SizingGate {
  /** `none`: the file does not say enough to size it. */
  readonly verdict: "pass" | "fail" | "overridden" | "none";
  /** What it takes, when the file says enough to tell. */
  readonly sizing: Sizing | null;
  /** The written reason, when the gate was overridden. */
  readonly override: string | null;
}

/** One experiment file, valid and with every default filled in; `assign` takes it as it is. */
export interface ExperimentDefinition extends Experiment {
  readonly control: string;
  readonly phase: number;
  /** Phases that are over, by the lock file, first phase first. */
  readonly earlierPhases: readonly EarlierPhase[];
  readonly salt: string;
  readonly hashVersion: 1;
  readonly coverage: number;
  readonly publicSeo: boolean;
  readonly targeting?: Condition;
  /** The question in words, when the file asks one. */
  readonly question: string | null;
  readonly surface: string;
  /** What is assigned: identity, anonymous, session or a unit declared in surfaces.yaml. */
  readonly unit: string;
  /** Names of metrics; inline ones are among the loaded metrics too. */
  readonly primaryMetric: string;
  readonly guardrails: readonly string[];
  /** What results are told apart by beside: columns of an event, such as country, or keys of the exposure's payload. */
  readonly segments: readonly string[];
  readonly decision: DecisionRule;
  /** Null without a sizing block that states baseline and effect. */
  readonly sizing: SizingInput | null;
  readonly gate: SizingGate;
  /** What the lock file is to hold of it; `lockFileText` writes it down. */
  readonly lockEntry: LockedExperiment;
  /** Longest run in days, null when the schedule does not bound it. */
  readonly maxDays: number | null;
  /** Path of the file it came from, as given. */
  readonly file: string;
}
