import { micros } from "../micros.ts";
import { uuidV7 } from "../wire/uuid-v7.ts";
import type { Visit } from "./visit.ts";

/** The order a refund is about. */
export interface PlacedOrder {
  readonly orderId: string;
  readonly userId: string;
  readonly valueMinor: number;
}

/** What follows an order: for some a refund, whole or in two parts, days later. */
export function playAftermath({ world, person, number, nowUs, carrier }: Visit, order: PlacedOrder): void {
  const random = world.chance.aftermath(person.index, number);
  if (!random.chance(0.06)) return;
  const first = random.chance(0.4) ? Math.ceil(order.valueMinor / 2) : order.valueMinor;
  const endUs = world.plan.startUs + world.plan.days * micros.day;
  let refundedAtUs = nowUs;
  for (const amountMinor of [first, order.valueMinor - first]) {
    refundedAtUs += (12 + random.below(200)) * micros.hour;
    if (amountMinor === 0 || refundedAtUs >= endUs) return;
    world.ledger.refunds += 1;
    world.ledger.refundedMinor += amountMinor;
    world.outbox.send(
      {
        name: "order.refunded",
        atUs: refundedAtUs,
        fields: { user_id: order.userId },
        payload: {
          refund_id: `refund-${uuidV7(refundedAtUs, random)}`,
          order_id: order.orderId,
          amount_minor: amountMinor,
          currency: "EUR",
        },
      },
      { ...carrier, origin: "server", clockAheadUs: 0, heldBackUs: 0 },
    );
  }
}
