import type { Arrivals } from "./arrivals.ts";
import { checkArrivals } from "./check-arrivals.ts";

/** Days since the first exposure by which some number of units will have arrived; `Infinity` for never. */
export interface ProjectedArrival {
  /** If units keep coming as in the last seven days. */
  readonly steadyDays: number;
  /** If they go on thinning out as they have been doing: N(t) = a t^b. */
  readonly thinningDays: number;
}

/** An exponent below this would put every date beyond any calendar; above 1 arrivals would grow without end. */
const LEAST_EXPONENT = 0.05;

/**
 * When an experiment will hold so many units, by two ways of carrying its arrivals forward.
 *
 * The exponent is b = log2(N(T) / N(T / 2)), held within 0.05 and 1. Both are the days that have passed
 * when the units are there already.
 *
 * @throws RangeError when `days` is not above 0, `units` is not above 0, or the earlier counts exceed it.
 */
export function projectedArrival(arrivals: Arrivals, neededUnits: number): ProjectedArrival {
  checkArrivals(arrivals);
  const { units, unitsAtHalf, unitsLastSevenDays, days } = arrivals;
  if (!(neededUnits >= 0)) throw new RangeError(`neededUnits: expected a number >= 0, got ${neededUnits}`);
  if (neededUnits <= units) return { steadyDays: days, thinningDays: days };
  const perDay = unitsLastSevenDays / Math.min(7, days);
  const exponent = Math.min(1, Math.max(LEAST_EXPONENT, Math.log2(units / Math.max(1, unitsAtHalf))));
  return {
    steadyDays: perDay > 0 ? days + (neededUnits - units) / perDay : Infinity,
    thinningDays: days * (neededUnits / units) ** (1 / exponent),
  };
}
