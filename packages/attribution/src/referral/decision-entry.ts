import { entryIdOf } from "./entry-id.ts";
import type { ReferralBook } from "./referral-book.ts";
import type { ReferralDecision } from "./referral-decision.ts";
import type { ReferralEntry } from "./referral-entry.ts";

/**
 * The entry a decision makes, or `null` when it may not be followed: only what is approved by then and has something left
 * is paid, and only what is unpaid and has something left is void.
 */
export function decisionEntry(decision: ReferralDecision, award: ReferralEntry, book: ReferralBook): ReferralEntry | null {
  const { kind, orderId, atUs } = decision;
  const then = book.balance(award, atUs);
  // A void that comes to light late ends only what later clawbacks left; what was paid was paid as it stood then.
  const left = kind === "pay" ? then : Math.min(then, book.balance(award, Number.POSITIVE_INFINITY));
  const approved = book.find(entryIdOf("approve", orderId));
  const allowed = kind === "pay" ? approved !== undefined && approved.atUs <= atUs : !book.has(entryIdOf("pay", orderId));
  if (!allowed || left <= 0) return null;
  return { ...award, entryId: entryIdOf(kind, orderId), kind, amountMinor: kind === "pay" ? left : -left, reason: "decision", atUs };
}
