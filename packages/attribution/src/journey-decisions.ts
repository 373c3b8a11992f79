import type { AttributionRules } from "./attribution-rules.ts";
import { channelOfWinner } from "./channel-of-winner.ts";
import type { ReadJourney } from "./crowd.ts";
import type { Journey } from "./journey.ts";
import type { OrderDecision } from "./order-decision.ts";
import type { OrderOutcome } from "./order-outcomes.ts";
import { orderOutcomes } from "./order-outcomes.ts";
import { orderWindows } from "./order-windows.ts";
import type { DecidedOrder } from "./view-through/decided-order.ts";
import { decidedOrder } from "./view-through/decided-order.ts";
import { latestViews } from "./view-through/latest-views.ts";

/** Decides every order of a journey, whatever its touches are. */
export function journeyDecisions(journey: ReadJourney, rules: AttributionRules): readonly OrderDecision[] {
  const tokenless = journey.withoutTokens();
  const channels = tokenless === null ? null : settled(tokenless, rules).map(({ decided }) => channelOfWinner(decided.winner));
  return settled(journey, rules).map(({ outcome, decided }, at): OrderDecision => {
    const { window, candidates, proofOverRecency } = outcome;
    const { winner, tier, runnerUp } = decided;
    return {
      order: window.order,
      winner,
      tier,
      runnerUpEventId: runnerUp?.eventId ?? null,
      proofOverRecency,
      candidates,
      rejected: window.to - window.from - candidates,
      withoutProofChannel: channels?.[at] ?? channelOfWinner(winner),
    };
  });
}

interface Settled {
  readonly outcome: OrderOutcome;
  readonly decided: DecidedOrder;
}

function settled(journey: Journey, rules: AttributionRules): readonly Settled[] {
  const views = latestViews(journey, rules);
  return orderOutcomes(journey.touches, orderWindows(journey, rules)).map((outcome, at) => ({ outcome, decided: decidedOrder(journey, outcome, views[at]) }));
}
