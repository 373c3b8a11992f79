import type { AttributionRules } from "./attribution-rules.ts";
import type { Journey } from "./journeys.ts";
import type { OrderPath } from "./models/order-weights.ts";
import type { Order } from "./order.ts";
import { orderOutcomes } from "./order-outcomes.ts";

/** The path of one order, to be split by the models. */
export interface OrderedPath extends OrderPath {
  readonly order: Order;
}

/** The candidates of every order of a journey, one order at a time so that a hot identity needs no more memory than one path. */
export function* orderPaths(journey: Journey, rules: AttributionRules): Generator<OrderedPath> {
  for (const { window, winner } of orderOutcomes(journey, rules)) {
    const { order, from, to, own } = window;
    const path = journey.touches
      .slice(from, to)
      .filter((touch, at) => touch.visibleFromUs <= order.orderTsUs && from + at !== own);
    yield { order, path, winner: journey.touches[winner] ?? null };
  }
}
