import type { AttributionRules } from "./attribution-rules.ts";
import { injectedTouches } from "./injected-touches.ts";
import type { Journey } from "./journey.ts";
import type { OrderWindow } from "./order-window.ts";
import type { Order } from "./order.ts";
import type { JudgedTouch } from "./touch.ts";

/**
 * The window of every order of a journey, in the order of `journey.orders`.
 *
 * A touch at exactly the lookback, and one at the very instant of the order, are inside. Both ends only move forward,
 * so all windows together cost one pass.
 */
export function orderWindows(journey: Journey, rules: AttributionRules): readonly OrderWindow[] {
  const { touches, orders } = journey;
  const ownOf = rules.conversionIsTouch ? null : ownTouches(journey);
  const injectedOf = orders.some(hasCheckout) ? injectedTouches(touches) : null;
  const windows: OrderWindow[] = [];
  let from = 0;
  let to = 0;
  let spentUntilUs = -Infinity;
  for (const order of orders) {
    const oldestUs = rules.lookbackUs === null ? -Infinity : order.orderTsUs - rules.lookbackUs;
    for (let touch = touches[to]; touch !== undefined && touch.touchTsUs <= order.orderTsUs; touch = touches[to]) to++;
    const isOver = (touch: JudgedTouch): boolean => touch.touchTsUs < oldestUs || touch.touchTsUs <= spentUntilUs;
    for (let touch = touches[from]; touch !== undefined && isOver(touch); touch = touches[from]) from++;
    const own = ownOf?.get(order.eventId) ?? -1;
    windows.push({ order, from, to, own, injected: injectedOf?.({ order, from, to, own }) ?? noneInjected });
    if (rules.resetAtOrder) spentUntilUs = order.orderTsUs;
  }
  return windows;
}

const noneInjected: readonly number[] = [];

function hasCheckout({ checkoutStartedTsUs }: Order): boolean {
  return checkoutStartedTsUs !== null && checkoutStartedTsUs !== undefined;
}

/** Where the touches made by the events of orders stand; `null` when there are none. */
function ownTouches({ touches, orders }: Journey): ReadonlyMap<string, number> | null {
  let positions: Map<string, number> | null = null;
  const [only] = orders;
  const eventIds = orders.length > 1 ? new Set(orders.map((order) => order.eventId)) : null;
  for (let position = 0; position < touches.length; position++) {
    const eventId = touches[position]?.eventId;
    if (eventId === undefined) continue;
    if (eventIds === null ? eventId === only?.eventId : eventIds.has(eventId)) (positions ??= new Map<string, number>()).set(eventId, position);
  }
  return positions;
}
