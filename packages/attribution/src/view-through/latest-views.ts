import type { AttributionRules } from "../attribution-rules.ts";
import { isInjected } from "../is-injected.ts";
import type { Journey } from "../journey.ts";
import type { Order } from "../order.ts";
import type { JudgedTouch } from "../touch.ts";

/** The latest impression that may earn an order, and the one that would if it were not there. */
export interface LatestViews {
  readonly latest?: JudgedTouch | undefined;
  readonly second?: JudgedTouch | undefined;
}

/**
 * The impressions every order of a journey may fall back on, in the order of `journey.orders`; empty when there are none.
 *
 * The same conditions hold as for a click, with a lookback of their own: visible by the time of the order, not its own
 * event, not claimed during its checkout, not spent by an earlier order when orders reset the journey.
 */
export function latestViews({ views, orders }: Journey, rules: AttributionRules): readonly LatestViews[] {
  const { viewThrough } = rules;
  if (viewThrough === null || views.length === 0) return [];
  let before = 0;
  let spentUntilUs = -Infinity;
  return orders.map((order) => {
    for (let view = views[before]; view !== undefined && view.touchTsUs <= order.orderTsUs; view = views[before]) before++;
    const opensUs = Math.max(order.orderTsUs - viewThrough.lookbackUs, spentUntilUs + 1);
    if (rules.resetAtOrder) spentUntilUs = order.orderTsUs;
    const found: JudgedTouch[] = [];
    for (let at = before - 1; at >= 0 && found.length < 2; at--) {
      const view = views[at];
      if (view === undefined || view.touchTsUs < opensUs) break;
      if (mayEarn(view, order, rules)) found.push(view);
    }
    return { latest: found[0], second: found[1] };
  });
}

function mayEarn(view: JudgedTouch, order: Order, { conversionIsTouch }: AttributionRules): boolean {
  const isOwn = view.eventId === order.eventId && !conversionIsTouch;
  return !isOwn && view.visibleFromUs <= order.orderTsUs && !isInjected(view, order);
}
