import type { Journey } from "../journeys.ts";
import type { OrderOutcome } from "../order-outcomes.ts";
import { orderOutcomes } from "../order-outcomes.ts";
import type { OrderPath } from "../order-path.ts";
import { orderWindows } from "../order-windows.ts";
import { listedPath } from "./listed-path.ts";
import type { PathSettings } from "./stage-rules.ts";
import { sweptPaths } from "./swept-paths.ts";

/** Reading every window as a list is quicker than sweeping while all of them together are no longer than this many journeys. */
const worthSweeping = 4;

/**
 * Tells the path of every order of a journey, in the order of `journey.orders`. A path may be read until the next is told.
 *
 * A journey whose windows overlap a lot is swept once instead of being read again for every order.
 */
export function walkPaths(journey: Journey, settings: PathSettings, tell: (path: OrderPath) => void): void {
  const outcomes = orderOutcomes(journey.touches, orderWindows(journey, settings.rules));
  if (lengthOfAll(outcomes) <= worthSweeping * journey.touches.length) {
    for (const outcome of outcomes) tell(listedPath(journey, outcome, settings));
  } else {
    sweptPaths({ journey, outcomes }, settings, tell);
  }
}

function lengthOfAll(outcomes: readonly OrderOutcome[]): number {
  return outcomes.reduce((sum, { window }) => sum + window.to - window.from, 0);
}
