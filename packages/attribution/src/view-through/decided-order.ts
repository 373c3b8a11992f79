import type { Journey } from "../journey.ts";
import type { OrderOutcome } from "../order-outcomes.ts";
import type { JudgedTouch, TouchTier } from "../touch.ts";
import type { LatestViews } from "./latest-views.ts";

/** Who won an order once impressions had their turn. */
export interface DecidedOrder {
  readonly winner: JudgedTouch | undefined;
  readonly tier: TouchTier | null;
  readonly runnerUp: JudgedTouch | undefined;
}

/**
 * Puts the impressions of an order in their place: behind every click, before direct visits.
 *
 * A visit says nothing of what brought the person, an impression at least names something the person saw.
 */
export function decidedOrder({ touches }: Journey, outcome: OrderOutcome, { latest, second }: LatestViews = {}): DecidedOrder {
  const winner = touches[outcome.winner];
  const runnerUp = touches[outcome.runnerUp];
  if (latest === undefined) return { winner, tier: outcome.tier, runnerUp };
  if (isClick(winner)) return { winner, tier: outcome.tier, runnerUp: isClick(runnerUp) ? runnerUp : latest };
  return { winner: latest, tier: "view_through", runnerUp: second ?? winner };
}

function isClick(touch: JudgedTouch | undefined): boolean {
  return touch !== undefined && touch.tier !== "direct";
}
