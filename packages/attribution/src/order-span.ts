import type { AttributionRules } from "./attribution-rules.ts";
import type { Span } from "./group-touches.ts";
import type { Order } from "./order.ts";

/** The instants that the orders of a person look at, given in their order in time. */
export function orderSpan(orders: readonly Order[], { lookbackUs }: AttributionRules): Span {
  const firstUs = orders[0]?.orderTsUs ?? Infinity;
  return { oldestUs: lookbackUs === null ? -Infinity : firstUs - lookbackUs, newestUs: orders.at(-1)?.orderTsUs ?? -Infinity };
}
