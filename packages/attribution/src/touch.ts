import type { TokenStatus } from "@liftproof/click-token";
import type { EpochMicros } from "@liftproof/events";

/** Where a touch says it came from. Values keep their case; `null` means the label is missing. */
export interface TouchLabels {
  readonly channel: string;
  readonly source: string | null;
  readonly medium: string | null;
  readonly campaign: string | null;
}

/** What a verified token says beyond its labels. A token of any other status leaves no trace here. */
export interface TokenEvidence {
  /** A link token is a public label clicked by many; a click token was minted for one click. */
  readonly kind: "link" | "click";
  readonly keyId: string;
  /** Present on click tokens only. */
  readonly nonce: string | null;
  /** The instant of the click for a click token; `null` on link tokens, whose mint time says nothing of a click. */
  readonly clickedTsUs: EpochMicros | null;
  readonly partner: string | null;
  readonly referrerCode: string | null;
  /** The key is declared `trust: proof`, so that a partner's token may count as proof. */
  readonly trusted: boolean;
  /** This is the landing that consumed the token, and a person caused it. */
  readonly confirmed: boolean;
  /** This is the redirect that minted the token, and a person caused it: then an order with the token confirms the click as well. */
  readonly activated?: boolean;
  /** The keyed hash of the one identity the token was minted for; `null` or absent when it is for anybody. */
  readonly identityHash?: string | null;
}

/** One event with acquisition evidence, or one visit without, before tokens are compared with each other. */
export interface Touch {
  readonly identityId: string;
  readonly eventId: string;
  readonly eventName: string;
  readonly receivedTsUs: EpochMicros;
  /** The client's instant after clock correction, never later than receipt. */
  readonly arrivalTsUs: EpochMicros;
  /** The client's instant lay too far before receipt and was replaced by receipt. */
  readonly clamped: boolean;
  readonly tokenStatus: TokenStatus;
  /** Non-null exactly when `tokenStatus` is `verified`. */
  readonly token: TokenEvidence | null;
  /** Labels from the claims of the token; non-null exactly when `token` is. */
  readonly signed: TouchLabels | null;
  /** Labels from UTM, click id or referrer; `null` when the event carries none of them. */
  readonly open: TouchLabels | null;
  /** The device and the visitor as received, which the fraud filter counts by; identity is resolved later and may change. */
  readonly deviceFp?: string | null;
  readonly visitorId?: string | null;
  /** The name under which a direct touch is counted, when it is not `direct`. */
  readonly directAs?: string;
  /** An impression that nobody clicked. It counts only where the rules have a `viewThrough`, and its token never does. */
  readonly viewThrough?: boolean;
}

/**
 * What became of a verified token once all tokens up to the watermark are known.
 *
 * `reload` is the same click seen again by its owner (the same touch, so it is left out);
 * `replayed` is the click of somebody else, whose signed labels are ignored, and so is the token that was minted for
 * another known identity: `identity_mismatch`. `self_referral` is the referrer's own click on the link that names him.
 */
export type ProofState = "proven" | "unconfirmed" | "replayed" | "reload" | "identity_mismatch" | "self_referral";

/** How strong a touch is: a proven click, a claim, something that was only seen, or nothing but the visit. */
export type TouchTier = "proof" | "evidence" | "view_through" | "direct";

/**
 * Why a touch may win nothing, whatever the order.
 *
 * `too_fast`: one of more touches than people make. `unproven_claim`: it names a campaign or partner whose claims need
 * proof, and has none. `self_referral`: the referrer clicked on himself.
 */
export type TouchRejection = "too_fast" | "unproven_claim" | "self_referral";

/** A touch with its proof judged: the form in which the rule and the models see it. */
export interface JudgedTouch {
  readonly touch: Touch;
  readonly eventId: string;
  readonly receivedTsUs: EpochMicros;
  /** `null` when the touch carried no verified token. */
  readonly proofState: ProofState | null;
  readonly tier: TouchTier;
  /** `null` exactly for direct touches. */
  readonly labels: TouchLabels | null;
  readonly touchTsUs: EpochMicros;
  /** From this instant on the touch may win an order; later than `touchTsUs` when it was received late, never when rejected. */
  readonly visibleFromUs: EpochMicros;
  /** How long after the touch its proof outranks evidence; `null` is as long as the lookback. */
  readonly proofWindowUs: number | null;
  readonly rejection: TouchRejection | null;
  /**
   * When the claim of a partner, an affiliate or a coupon source was there, by receipt, for that alone cannot be forged. It may
   * not win an order whose checkout had begun before. `null` for all others, and for our own proven click.
   */
  readonly claimedTsUs: EpochMicros | null;
}
