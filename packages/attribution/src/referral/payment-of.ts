import type { SilverRow } from "@liftproof/events";
import { entryIdOf } from "./entry-id.ts";
import type { ReferralDecision } from "./referral-decision.ts";

/**
 * The payment of an award that a silver row reports, or `null` when it reports none: a `payout.paid` whose payload names the award
 * it pays as `award_entry_id`, the way the ledger names it.
 */
export function paymentOf({ eventName, payload, eventTsUs, receivedTsUs }: Pick<SilverRow, "eventName" | "payload" | "eventTsUs" | "receivedTsUs">): ReferralDecision | null {
  const entryId = payload["award_entry_id"];
  if (eventName !== "payout.paid" || entryId === undefined) return null;
  const orderId = /^award:([^:]+):$/.exec(entryId)?.[1]?.replaceAll("%3A", ":").replaceAll("%25", "%");
  // Only what `entryIdOf` writes is read, so no two texts name one award.
  return orderId === undefined || entryIdOf("award", orderId) !== entryId ? null : { kind: "pay", orderId, atUs: Math.min(eventTsUs, receivedTsUs) };
}
