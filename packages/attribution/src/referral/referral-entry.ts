import type { EpochMicros } from "@liftproof/events";

/** What an entry does: `award` and `clawback` move the balance of an award; `void` ends it; `approve` and `pay` say what was done with it. */
export type ReferralEntryKind = "award" | "clawback" | "approve" | "pay" | "void";

/** Why the entry was made. */
export type ReferralEntryReason = "referral" | "refund" | "self_referral" | "hold_over" | "decision";

/** One row of `fact_attribution_referral`. Entries are added and never changed. */
export interface ReferralEntry {
  /** kind:order:refund, with nothing after the second colon where there is no refund. */
  readonly entryId: string;
  /** The event id of the click that earned the award. */
  readonly referralId: string;
  readonly referrerIdentity: string;
  readonly refereeIdentity: string;
  readonly orderId: string;
  readonly kind: ReferralEntryKind;
  /**
   * Minor units: the award above zero, a clawback or void below, an approval zero. A payment says what was paid
   * and moves nothing. Awards, clawbacks and voids of one award add up to between zero and the award.
   */
  readonly amountMinor: number;
  readonly currency: string;
  readonly source: string | null;
  readonly campaign: string | null;
  readonly hasClickProof: boolean;
  readonly reason: ReferralEntryReason;
  /** The award this entry is about; its own id on an award. */
  readonly awardEntryId: string;
  readonly atUs: EpochMicros;
}
