import { entryIdOf } from "./entry-id.ts";
import type { ReferralBook } from "./referral-book.ts";
import type { ReferralDecision } from "./referral-decision.ts";
import type { ReferralEntry } from "./referral-entry.ts";

/**
 * The entry a decision makes, or `null` when it may not be followed: only what is not yet approved and has something left is
 * approved, only what is approved by then and has something left is paid, and only what is unpaid and has something left is void.
 */
export function decisionEntry(decision: ReferralDecision, award: ReferralEntry, book: ReferralBook): ReferralEntry | null {
  const { kind, orderId, atUs } = decision;
  const then = book.balance(award, atUs);
  // A void or an approval that comes to light late counts only what later entries left: a void ends only what later clawbacks left; what was paid was paid as it stood then.
  const left = kind === "pay" ? then : Math.min(then, book.balance(award, Number.POSITIVE_INFINITY));
  const approved = book.find(entryIdOf("approve", orderId));
  const allowed = {
    approve: approved === undefined,
    pay: approved !== undefined && approved.atUs <= atUs,
    void: !book.has(entryIdOf("pay", orderId)),
  };
  if (!allowed[kind] || left <= 0) return null;
  const amounts = { approve: 0, pay: left, void: -left };
  return { ...award, entryId: entryIdOf(kind, orderId), kind, amountMinor: amounts[kind], reason: "decision", atUs };
}
