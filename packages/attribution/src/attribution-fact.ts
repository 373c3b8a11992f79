import type { TokenStatus } from "@liftproof/click-token";
import type { EpochMicros } from "@liftproof/events";
import type { ProofState, TouchTier } from "./touch.ts";

/**
 * Why an order got its channel.
 *
 * `proof_over_recency` is proof that won although other evidence came later: the orders an owner
 * of the rule wants to see. `view_through` is an impression where no click led to the order.
 */
export type WinnerReason =
  | "proof"
  | "proof_over_recency"
  | "last_non_direct"
  | "view_through"
  | "only_direct"
  | "no_touch"
  | "only_rejected";

/** One row of `fact_attribution_checkout`: exactly one per order, whatever was found. */
export interface AttributionFact {
  readonly orderId: string;
  readonly identityId: string;
  readonly orderTsUs: EpochMicros;
  readonly orderValueMinor: number;
  readonly currency: string;
  /** The channel of the winner; `direct` when nothing but direct visits, or nothing at all, was found. */
  readonly channel: string;
  readonly source: string | null;
  readonly medium: string | null;
  readonly campaign: string | null;
  /** The winner is a proven click, even when its proof was too old to outrank evidence. */
  readonly hasClickProof: boolean;
  readonly tokenStatus: TokenStatus | null;
  readonly proofState: ProofState | null;
  /** `null` for `no_touch` and `only_rejected`, like every column about the winner. */
  readonly winningEventId: string | null;
  readonly touchTsUs: EpochMicros | null;
  /** Whole seconds, rounded down. */
  readonly secondsToOrder: number | null;
  /** The tier in which the winner competed: an old proof competes as evidence. */
  readonly tier: TouchTier | null;
  readonly reason: WinnerReason;
  /** The winner if the winning touch had not been there. */
  readonly runnerUpEventId: string | null;
  /** The channel of this order in a run with `proofMode: "off"`, all else equal. */
  readonly withoutProofChannel: string;
  /** Impressions are not counted, whether they won or not. */
  readonly candidates: number;
  /** Touches inside the window that may not win: received too late, too fast, or the event of the order itself. */
  readonly rejected: number;
  readonly state: "provisional" | "final";
  readonly rulesHash: string;
  readonly engineVersion: string;
  readonly channelRulesVersion: string;
  readonly watermarkUs: EpochMicros;
}
