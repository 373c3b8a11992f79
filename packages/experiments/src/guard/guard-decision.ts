import type { InsufficientReason } from "@liftproof/estimators";
import type { SampleRatio } from "@liftproof/srm";
import type { ArmExposure } from "../results/experiment-health.ts";

/** What the guard asks for: end the experiment now, look at it, or nothing. */
export type GuardAction = "kill" | "alert" | "none";

/** One thing the guard saw. */
export type GuardEvidence =
  | {
      readonly kind: "sample_ratio";
      readonly action: GuardAction;
      readonly verdict: SampleRatio["verdict"];
      readonly anytimePValue: number;
      readonly worstDeviationPoints: number;
      /** Arms with weight 0 that have units all the same. */
      readonly unexpectedArms: readonly string[];
    }
  | {
      readonly kind: "guardrail";
      readonly action: GuardAction;
      readonly metric: string;
      readonly treatment: string;
      /** Harm proven at the level of a kill, in units of the metric; null when it is too early to say. */
      readonly harmAtLeast: number | null;
      /** Why it is too early to say; null once it is not. */
      readonly tooEarly: InsufficientReason | null;
      readonly margin: number;
    }
  /** Reported assignments that are not what the hash gives: somebody splits by other rules than the file says. */
  | { readonly kind: "assignment_drift"; readonly action: "alert"; readonly driftedReports: number; readonly derivedReports: number }
  /** Arms lose different shares of their exposures between the server and the page. */
  | { readonly kind: "exposure_loss"; readonly action: "alert"; readonly pValue: number; readonly arms: readonly ArmExposure[] }
  /** A guardrail that the guard cannot judge; somebody else must watch it. */
  | { readonly kind: "unwatched"; readonly action: "none"; readonly metric: string; readonly why: Unwatched };

/**
 * Why the guard cannot judge a guardrail: nobody measured it, or no sizing says at which size a sequence should be tightest.
 */
export type Unwatched = "no_moments" | "no_planned_units";

/** A decision record: what is asked for, why, and when it was seen. */
export interface GuardDecision {
  readonly expId: string;
  readonly phase: number;
  readonly atUs: number;
  /** The strongest action of the evidence. */
  readonly action: GuardAction;
  readonly evidence: readonly GuardEvidence[];
  /** In plain words; why nothing is asked for when nothing is. */
  readonly reason: string;
}
