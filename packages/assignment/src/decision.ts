/** Why a unit sees what it sees; the whole list. */
export type DecisionReason =
  | "assigned"
  | "forced"
  | "sticky"
  | "not_targeted"
  | "outside_coverage"
  | "outside_layer"
  | "draft"
  | "not_started"
  | "ended"
  | "stopped"
  | "killed"
  | "crawler_control"
  | "no_identity_control"
  | "prerequisite"
  | "holdout"
  | "invalid_identity";

/** What one unit sees of one experiment, and why. */
export interface Decision {
  /** Control for every reason but `assigned`, `forced` and `sticky`; null only for `invalid_identity`. */
  readonly variant: string | null;
  /** True for `assigned`, `forced` and `sticky`. */
  readonly inExperiment: boolean;
  readonly reason: DecisionReason;
  /** Hash of the assign stage, an unsigned 32-bit integer; null when that stage was not reached or had one variant. */
  readonly bucket: number | null;
  readonly hashVersion: 1;
  readonly expId: string;
  readonly phase: number;
}
