import { compareCodePoints } from "@liftproof/events";
import type { EpochMicros } from "@liftproof/events";
import type { ReceivedRow } from "../compare-receipts.ts";
import { compareReceipts } from "../compare-receipts.ts";
import type { Order } from "../order.ts";
import type { ReferralDecision } from "./referral-decision.ts";
import type { Refund } from "./refund.ts";

/** One thing that happened to a referral program. */
export type ReferralMoment =
  | { readonly kind: "order"; readonly atUs: EpochMicros; readonly id: string; readonly order: Order }
  | { readonly kind: "refund"; readonly atUs: EpochMicros; readonly id: string; readonly refund: Refund }
  | { readonly kind: "decision"; readonly atUs: EpochMicros; readonly id: string; readonly decision: ReferralDecision };

/** What happened, each order and refund once (at its first receipt), nothing received or decided after the watermark. */
export interface ReferralHappenings {
  readonly orders: Iterable<Order>;
  readonly refunds: Iterable<Refund>;
  readonly decisions: Iterable<ReferralDecision>;
  readonly watermarkUs: EpochMicros;
}

const ranks = { order: 0, refund: 1, decision: 2 } as const;

/**
 * What happened, in the order in which it happened: at one instant orders come before refunds, and refunds before decisions.
 *
 * A refund that says it came before its order, which a clock may do, is taken at the instant of the order.
 */
export function referralTimeline({ orders, refunds, decisions, watermarkUs }: ReferralHappenings): readonly ReferralMoment[] {
  const moments: ReferralMoment[] = [];
  const orderedUs = new Map<string, EpochMicros>();
  for (const order of firstReceipts(orders, ({ orderId }) => orderId, watermarkUs)) {
    orderedUs.set(order.orderId, order.orderTsUs);
    moments.push({ kind: "order", atUs: order.orderTsUs, id: order.orderId, order });
  }
  for (const refund of firstReceipts(refunds, ({ orderId, refundId }) => JSON.stringify([orderId, refundId]), watermarkUs)) {
    moments.push({ kind: "refund", atUs: Math.max(refund.refundedTsUs, orderedUs.get(refund.orderId) ?? refund.refundedTsUs), id: `${refund.orderId}:${refund.refundId}`, refund });
  }
  for (const decision of decisions) {
    if (decision.atUs <= watermarkUs) moments.push({ kind: "decision", atUs: decision.atUs, id: `${decision.orderId}:${decision.kind}`, decision });
  }
  return moments.sort((a, b) => a.atUs - b.atUs || ranks[a.kind] - ranks[b.kind] || compareCodePoints(a.id, b.id));
}

function firstReceipts<Row extends ReceivedRow>(rows: Iterable<Row>, keyOf: (row: Row) => string, watermarkUs: EpochMicros): Iterable<Row> {
  const first = new Map<string, Row>();
  for (const row of rows) {
    if (row.receivedTsUs > watermarkUs) continue;
    const known = first.get(keyOf(row));
    if (known === undefined || compareReceipts(row, known) < 0) first.set(keyOf(row), row);
  }
  return first.values();
}
