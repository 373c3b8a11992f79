import type { EpochMicros, SilverRow } from "@liftproof/events";

/** Money given back for an order. */
export interface Refund {
  readonly refundId: string;
  readonly orderId: string;
  /** The event that reported it; of two reports received at one instant the one of the lesser id counts. */
  readonly eventId: string;
  /** Above zero. */
  readonly amountMinor: number;
  readonly currency: string;
  readonly refundedTsUs: EpochMicros;
  readonly receivedTsUs: EpochMicros;
}

/** The refund a silver row reports, or `null` when it reports none or its amount is not above zero. */
export function refundOf(row: SilverRow): Refund | null {
  const { refund_id: refundId, order_id: orderId, amount_minor: amount, currency } = row.payload;
  if (row.eventName !== "order.refunded" || refundId === undefined || orderId === undefined || currency === undefined) return null;
  const amountMinor = amount !== undefined && /^\d+$/.test(amount) ? Number(amount) : Number.NaN;
  if (!Number.isSafeInteger(amountMinor) || amountMinor <= 0) return null;
  return { refundId, orderId, eventId: row.eventId, amountMinor, currency, refundedTsUs: Math.min(row.eventTsUs, row.receivedTsUs), receivedTsUs: row.receivedTsUs };
}
