import type { Journey } from "../journey.ts";
import type { OrderOutcome } from "../order-outcomes.ts";
import { orderOutcomes } from "../order-outcomes.ts";
import type { OrderPath } from "../order-path.ts";
import { orderWindows } from "../order-windows.ts";
import { listedPath } from "./listed-path.ts";
import type { PathSettings } from "./stage-rules.ts";
import { sweptPaths } from "./swept-paths.ts";
import { latestViews } from "../view-through/latest-views.ts";
import { seenPath } from "../view-through/seen-path.ts";

/** Reading every window as a list is quicker than sweeping while all of them together are no longer than this many journeys. */
const worthSweeping = 4;

/**
 * Tells the path of every order of a journey, in the order of `journey.orders`. A path may be read until the next is told.
 *
 * An impression shares no order with clicks: it takes no part in a path, or is all of it.
 *
 * A journey whose windows overlap a lot is swept once instead of being read again for every order.
 */
export function walkPaths(journey: Journey, settings: PathSettings, tell: (path: OrderPath) => void): void {
  const outcomes = orderOutcomes(journey.touches, orderWindows(journey, settings.rules));
  const views = latestViews(journey, settings.rules);
  const walk: (told: (path: OrderPath) => void) => void = (told) => {
    if (lengthOfAll(outcomes) > worthSweeping * journey.touches.length) sweptPaths({ journey, outcomes }, settings, told);
    else for (const outcome of outcomes) told(listedPath(journey, outcome, settings));
  };
  let at = 0;
  walk(views.length === 0 ? tell : (path) => tell(seenPath(path, views[at++])));
}

function lengthOfAll(outcomes: readonly OrderOutcome[]): number {
  return outcomes.reduce((sum, { window }) => sum + window.to - window.from, 0);
}
