import { compareTouches } from "../compare-touches.ts";
import { effectiveRank } from "../effective-rank.ts";
import type { Order } from "../order.ts";
import { awardMinor } from "./award-minor.ts";
import { entryIdOf } from "./entry-id.ts";
import { isReferredBy } from "./is-referred-by.ts";
import type { ReferralLookup } from "./is-referred-by.ts";
import type { NoAwardReason } from "./no-award-reason.ts";
import type { ReferralClick } from "./referral-click.ts";
import type { ReferralEntry } from "./referral-entry.ts";
import type { ReferralRules } from "./referral-rules.ts";

/** What decides an award beside the order. */
export interface AwardContext extends ReferralLookup {
  /** All referral clicks of the buyer. */
  readonly clicks: readonly ReferralClick[];
  readonly isNewCustomer: boolean;
  readonly rules: ReferralRules;
}

/**
 * The award an order earns, the reason why it earns none, or `null` when no referral click is in reach.
 *
 * Among the clicks that may earn one, the greatest by tier, instant, receipt and event id does, so a click that may not
 * never hides an honest one.
 */
export function awardForOrder(order: Order, context: AwardContext): ReferralEntry | NoAwardReason | null {
  const { rules } = context;
  const inReach = context.clicks
    .filter(({ judged }) => judged.eventId !== order.eventId && judged.visibleFromUs <= order.orderTsUs)
    .filter(({ judged }) => judged.touchTsUs <= order.orderTsUs && judged.touchTsUs >= order.orderTsUs - rules.lookbackUs)
    .sort((a, b) => effectiveRank(b.judged, order.orderTsUs) - effectiveRank(a.judged, order.orderTsUs) || compareTouches(b.judged, a.judged));
  const [greatest] = inReach;
  if (greatest === undefined) return null;
  const earning = inReach.find((click) => objection(click, order, context) === null);
  if (earning === undefined) return objection(greatest, order, context);
  const amountMinor = awardMinor(rules.award, order.valueMinor);
  if (order.currency !== rules.currency) return "other_currency";
  if (amountMinor === 0) return "no_value";
  if (rules.newCustomersOnly && !context.isNewCustomer) return "not_a_new_customer";
  if (rules.oncePerReferee && context.book.standing(order.identityId, order.orderTsUs).length > 0) return "already_referred";
  return awardEntry(order, earning, amountMinor);
}

function objection({ judged, referrerIdentity }: ReferralClick, order: Order, context: AwardContext): NoAwardReason | null {
  if (context.rules.provenOnly && judged.proofState !== "proven") return "unproven_click";
  if (referrerIdentity === order.identityId) return "self_referral";
  return isReferredBy(referrerIdentity, order.identityId, context) ? "cycle" : null;
}

function awardEntry(order: Order, { judged, referrerIdentity }: ReferralClick, amountMinor: number): ReferralEntry {
  const entryId = entryIdOf("award", order.orderId);
  return {
    entryId,
    referralId: judged.eventId,
    referrerIdentity,
    refereeIdentity: order.identityId,
    orderId: order.orderId,
    kind: "award",
    amountMinor,
    currency: order.currency,
    source: judged.labels?.source ?? null,
    campaign: judged.labels?.campaign ?? null,
    hasClickProof: judged.proofState === "proven",
    reason: "referral",
    awardEntryId: entryId,
    atUs: order.orderTsUs,
  };
}
