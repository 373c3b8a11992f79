import type { EpochMicros } from "@liftproof/events";
import { compareReceipts } from "./compare-receipts.ts";
import type { Order } from "./order.ts";

/**
 * Each order received up to the watermark once, at its first receipt; ties by event id, then by content.
 *
 * @throws RangeError when an order's value is not whole minor units.
 */
export function uniqueOrders(orders: Iterable<Order>, watermarkUs: EpochMicros): Iterable<Order> {
  const byId = new Map<string, Order>();
  for (const order of orders) {
    if (order.receivedTsUs > watermarkUs) continue;
    if (!Number.isSafeInteger(order.valueMinor)) {
      throw new RangeError(`orders: expected valueMinor to be whole minor units, got ${order.valueMinor}`);
    }
    const known = byId.get(order.orderId);
    if (known === undefined || compareReceipts(order, known) < 0) byId.set(order.orderId, order);
  }
  return byId.values();
}
