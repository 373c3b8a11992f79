import type { Order } from "../order.ts";

/** Who bought before. An order given back whole makes nobody a customer. */
export interface CustomerBook {
  /** Whether an order of this order's buyer stands. */
  readonly bought: (order: Order) => boolean;
  readonly add: (order: Order) => void;
  /** Takes a refund of an order that was added. */
  readonly refund: (order: Order, amountMinor: number) => void;
}

/** An empty book; orders and refunds go in as they happened. */
export function customerBook(): CustomerBook {
  const standing = new Map<string, Set<string>>();
  const refunded = new Map<string, number>();
  return {
    bought: ({ identityId }) => (standing.get(identityId)?.size ?? 0) > 0,
    add: ({ identityId, orderId }) => {
      const own = standing.get(identityId);
      if (own === undefined) standing.set(identityId, new Set([orderId]));
      else own.add(orderId);
    },
    refund: ({ identityId, orderId, valueMinor }, amountMinor) => {
      const sum = (refunded.get(orderId) ?? 0) + amountMinor;
      refunded.set(orderId, sum);
      if (valueMinor > 0 && sum >= valueMinor) standing.get(identityId)?.delete(orderId);
    },
  };
}
