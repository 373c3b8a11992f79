import type { SilverRow } from "@liftproof/events";
import type { CheckoutStarts } from "./checkout-starts.ts";
import type { Order } from "./order.ts";

/** Why a row is no order to explain. */
export type NoOrderReason = "other_event" | "test_order" | "incomplete";

/** An order, or the reason why the row is none. */
export type OrderVerdict =
  | { readonly kind: "order"; readonly order: Order }
  | { readonly kind: "none"; readonly reason: NoOrderReason };

/**
 * The order a silver row reports.
 *
 * The event is sent by our server, so its own instant is believed up to the instant of receipt.
 *
 * @param checkouts - Where the start of its checkout is looked up; not known when absent.
 */
export function orderVerdict(row: SilverRow, identityId: string, checkouts?: CheckoutStarts): OrderVerdict {
  if (row.eventName !== "order.created") return { kind: "none", reason: "other_event" };
  if (row.payload["is_test"] === "true") return { kind: "none", reason: "test_order" };
  const { order_id: orderId, value_minor: value, currency } = row.payload;
  const valueMinor = value !== undefined && /^-?\d+$/.test(value) ? Number(value) : Number.NaN;
  if (orderId === undefined || currency === undefined || !Number.isSafeInteger(valueMinor)) {
    return { kind: "none", reason: "incomplete" };
  }
  return {
    kind: "order",
    order: {
      orderId,
      identityId,
      eventId: row.eventId,
      orderTsUs: Math.min(row.eventTsUs, row.receivedTsUs),
      receivedTsUs: row.receivedTsUs,
      // Minus zero would be a second way to write nothing.
      valueMinor: valueMinor === 0 ? 0 : valueMinor,
      currency,
      checkoutStartedTsUs: checkouts?.startOf(row, identityId) ?? null,
    },
  };
}
