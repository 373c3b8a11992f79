import type { EpochMicros } from "@liftproof/events";
import { attributeOrders } from "../attribute-orders.ts";
import type { AttributionFact } from "../attribution-fact.ts";
import type { AttributionInput } from "../attribution-input.ts";
import { compareReceipts } from "../compare-receipts.ts";
import type { Order } from "../order.ts";
import type { Touch } from "../touch.ts";
import { streamMemory } from "./stream-memory.ts";
import type { StreamLimits } from "./stream-reach.ts";
import { streamReach } from "./stream-reach.ts";
import type { StreamRow } from "./stream-row.ts";

/** What {@link attributeStream} takes. */
export interface StreamInput extends Omit<AttributionInput, "touches" | "orders">, Partial<StreamLimits> {
  /** In the order of receipt. */
  readonly rows: Iterable<StreamRow>;
}

/** The fact of an order, or an order that came too late to be attributed with what is still remembered. */
export type StreamAnswer = { readonly kind: "fact"; readonly fact: AttributionFact } | { readonly kind: "late_order"; readonly order: Order };

const microsPerDay = 86_400_000_000;

/**
 * Attributes rows as they are received, remembering no more than the rules can reach.
 *
 * Receipt is the order of the stream, for it is the only time that never goes back. An order is settled at the first end of a
 * step at which it is final; those left over at the watermark are settled there, provisionally. Every fact is the one that
 * `attributeOrders` gives at the same watermark (`fact.watermarkUs`) for all rows ever received up to it, as long as the
 * limits hold. Repeats of a touch or an order are recognized while the first is remembered.
 *
 * Limits that are not given: steps of a day, orders received within two days, tokens used within thirty days of the click.
 *
 * @throws RangeError when rows go back in receipt, a token is used after its longest lifetime, or the rules have no lookback
 * or reset at orders.
 */
export function* attributeStream(input: StreamInput): Generator<StreamAnswer, void> {
  const { rows, rules, watermarkUs, known } = input;
  const { stepUs = microsPerDay, maxOrderDelayUs = 2 * microsPerDay, maxTokenLifetimeUs = 30 * microsPerDay } = input;
  const reachUs = streamReach(rules, { stepUs, maxOrderDelayUs, maxTokenLifetimeUs });
  const memory = streamMemory(maxTokenLifetimeUs);
  const waiting = new Map<string, Order>();
  const settled = new Map<string, EpochMicros>();

  function* settle(atUs: EpochMicros, isDue: (order: Order) => boolean): Generator<StreamAnswer, void> {
    const orders = [...waiting.values()].filter(isDue);
    const touches = rules.fraud === null ? memory.around(new Set(orders.map(({ identityId }) => identityId))) : memory.all();
    const facts = attributeOrders({ touches, orders, rules, watermarkUs: atUs, ...(known === undefined ? {} : { known }) });
    for (const fact of facts) yield { kind: "fact", fact };
    for (const { orderId, orderTsUs } of orders) {
      waiting.delete(orderId);
      settled.set(orderId, orderTsUs);
    }
    for (const [orderId, orderTsUs] of settled) if (orderTsUs + maxOrderDelayUs < atUs) settled.delete(orderId);
    memory.forget(atUs - reachUs);
  }

  let lastUs = -Infinity;
  for (const row of rows) {
    const receivedTsUs = row.kind === "touch" ? row.touch.receivedTsUs : row.order.receivedTsUs;
    if (receivedTsUs < lastUs) throw new RangeError(`rows: expected receipts in order, got ${receivedTsUs} after ${lastUs}`);
    if (receivedTsUs > watermarkUs) break;
    const endUs = Math.floor((receivedTsUs - 1) / stepUs) * stepUs;
    if (endUs >= lastUs && lastUs > -Infinity) yield* settle(endUs, ({ orderTsUs }) => orderTsUs + rules.finalAfterUs <= endUs);
    lastUs = receivedTsUs;
    if (row.kind === "touch") {
      memory.add(requireLifetime(row.touch, maxTokenLifetimeUs));
    } else if (row.order.receivedTsUs - row.order.orderTsUs > maxOrderDelayUs) {
      yield { kind: "late_order", order: row.order };
    } else if (!settled.has(row.order.orderId)) {
      const first = waiting.get(row.order.orderId);
      if (first === undefined || compareReceipts(row.order, first) < 0) waiting.set(row.order.orderId, row.order);
    }
  }
  yield* settle(watermarkUs, () => true);
}

function requireLifetime(touch: Touch, maxTokenLifetimeUs: number): Touch {
  const clickedTsUs = touch.token?.clickedTsUs ?? null;
  if (clickedTsUs !== null && clickedTsUs + maxTokenLifetimeUs < touch.receivedTsUs) {
    throw new RangeError(
      `maxTokenLifetimeUs: expected tokens within ${maxTokenLifetimeUs} of their click, got ${touch.receivedTsUs - clickedTsUs} on event ${touch.eventId}; raise it to the ring's longest lifetime`,
    );
  }
  return touch;
}
