import type { EpochMicros, SilverRow } from "@liftproof/events";
import { arrivalOf } from "./arrival-of.ts";
import type { AttributionRules } from "./attribution-rules.ts";
import { checkoutVisitUs } from "./checkout-visit-us.ts";
import type { OwnedEvent } from "./referral/referrer-codes.ts";

/** When the checkout of an order began. */
export interface CheckoutStarts {
  /** `null` when no start of that checkout is known in the visit of the order. */
  readonly startOf: (order: SilverRow, identityId: string) => EpochMicros | null;
}

interface Start {
  readonly startedTsUs: EpochMicros;
  readonly sessionId: string | null;
}

/**
 * The `checkout.start` events received up to the watermark, to be asked by the events that report orders.
 *
 * A start belongs to an order of the same person and `checkout_id`, at most a day before it, in the same session where both
 * name one. The first of them counts.
 */
export function checkoutStarts(rows: Iterable<OwnedEvent>, rules: AttributionRules, watermarkUs: EpochMicros): CheckoutStarts {
  const byCheckout = new Map<string, Start[]>();
  for (const { row, identityId } of rows) {
    const key = checkoutKey(row, identityId);
    if (row.eventName !== "checkout.start" || key === null || row.receivedTsUs > watermarkUs) continue;
    const start: Start = { startedTsUs: arrivalOf(row, rules).arrivalTsUs, sessionId: row.sessionId };
    const known = byCheckout.get(key);
    if (known === undefined) byCheckout.set(key, [start]);
    else known.push(start);
  }
  for (const starts of byCheckout.values()) starts.sort((a, b) => a.startedTsUs - b.startedTsUs);
  return {
    startOf: (order, identityId) => {
      const key = checkoutKey(order, identityId);
      const oldestUs = Math.min(order.eventTsUs, order.receivedTsUs) - checkoutVisitUs;
      const isSameVisit = ({ startedTsUs, sessionId }: Start): boolean =>
        startedTsUs >= oldestUs && (sessionId === null || order.sessionId === null || sessionId === order.sessionId);
      return (key === null ? undefined : byCheckout.get(key)?.find(isSameVisit))?.startedTsUs ?? null;
    },
  };
}

function checkoutKey({ payload }: SilverRow, identityId: string): string | null {
  const checkoutId = payload["checkout_id"];
  return checkoutId === undefined ? null : JSON.stringify([identityId, checkoutId]);
}
