import type { SampleRatio } from "@liftproof/srm";

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
      readonly margin: number;
    }
  /** A guardrail that has no sequential reading or no moments; somebody else must watch it. */
  | { readonly kind: "unwatched"; readonly action: "none"; readonly metric: string };

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
