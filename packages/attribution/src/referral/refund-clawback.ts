import type { EpochMicros } from "@liftproof/events";
import type { Order } from "../order.ts";
import { clawedMinor } from "./clawed-minor.ts";
import { entryIdOf } from "./entry-id.ts";
import type { ReferralBook } from "./referral-book.ts";
import type { ReferralEntry } from "./referral-entry.ts";
import type { Refund } from "./refund.ts";

/** An award, its order, and the refunds of that order which came to our knowledge. */
export interface RefundedAward {
  readonly award: ReferralEntry;
  readonly order: Order;
  /** Those that happened up to the one in question, and those whose clawback is published whenever they happened. */
  readonly counted: readonly Refund[];
  /** When the refund takes effect, never before the order. */
  readonly atUs: EpochMicros;
}

/** The entry by which a refund takes its part of the award back, or `null` when nothing is due for it. */
export function refundClawback(refund: Refund, { award, order, counted, atUs }: RefundedAward, book: ReferralBook): ReferralEntry | null {
  const refundedMinor = counted.reduce((sum, { amountMinor }) => sum + amountMinor, 0);
  const due = clawedMinor({ awardMinor: award.amountMinor, refundedMinor, valueMinor: order.valueMinor });
  const left = book.balance(award, Number.POSITIVE_INFINITY);
  const amountMinor = Math.min(left, due - (award.amountMinor - left));
  if (amountMinor <= 0) return null;
  const entryId = entryIdOf("clawback", refund.orderId, refund.refundId);
  return { ...award, entryId, kind: "clawback", amountMinor: -amountMinor, reason: "refund", atUs };
}
