import { confidenceSequence } from "@liftproof/estimators";
import type { Arrivals } from "./arrivals.ts";
import { checkArrivals } from "./check-arrivals.ts";
import { projectedArrival } from "./projected-arrival.ts";

/** Where a sequential comparison stands and how its units have been arriving. */
export interface DecisionOutlook extends Arrivals {
  /** Treatment minus control, so far. */
  readonly difference: number;
  readonly standardError: number;
  /** Two-sided level of the sequence. */
  readonly alpha: number;
  /** Units of both arms at which the sequence is tightest: `confidenceSequenceN` of the sizing. */
  readonly plannedUnits: number;
  /** Smallest effect worth finding, absolute, in units of the metric, above 0. */
  readonly smallestEffect: number;
  /** Longest acceptable run, or `null`. The counts are those of control and this treatment. */
  readonly maxDays: number | null;
}

/**
 * When the sequence will decide. `basis: "design"`: from now on the effect is taken to be the
 * smallest worth finding, in its present direction.
 */
export type TimeToDecision =
  | { readonly kind: "reached" }
  | { readonly kind: "running"; readonly basis: "design"; readonly earliestDays: number; readonly latestDays: number }
  | { readonly kind: "never" };

const FARTHEST_UNITS = 1e12;

/**
 * Days, counted from the first exposure, until a running experiment decides.
 *
 * Carrying the observed effect forward would announce "never" in one of six experiments that succeed
 * in the end, since early effects are mostly noise. Arrivals give a range: `earliestDays` if units
 * keep coming as in the last seven days, `latestDays` if they thin out as they have been doing,
 * N(t) = a t^b with b = log2(N(T) / N(T / 2)) held within (0.05, 1].
 *
 * @returns `reached` when it has decided, `never` when even the earliest day lies past `maxDays`.
 * @throws RangeError when a number is out of range.
 */
export function timeToDecision(outlook: DecisionOutlook): TimeToDecision {
  const { units, maxDays } = outlook;
  checkOutlook(outlook);
  if (crosses(outlook, units)) return { kind: "reached" };
  const needed = unitsAtCrossing(outlook);
  if (needed === undefined) return { kind: "never" };
  const { steadyDays, thinningDays } = projectedArrival(outlook, needed);
  const earliestDays = Math.min(steadyDays, thinningDays);
  const latestDays = Math.max(steadyDays, thinningDays);
  if (!(earliestDays <= (maxDays ?? FARTHEST_UNITS))) return { kind: "never" };
  return { kind: "running", basis: "design", earliestDays, latestDays: Math.min(latestDays, FARTHEST_UNITS) };
}

/** Whether the sequence excludes zero once it holds this many units. */
function crosses(outlook: DecisionOutlook, atUnits: number): boolean {
  const { difference, standardError, smallestEffect, units, alpha, plannedUnits } = outlook;
  const direction = difference < 0 ? -1 : 1;
  const expected = (difference * units + direction * smallestEffect * (atUnits - units)) / atUnits;
  const statistic = expected / (standardError * Math.sqrt(units / atUnits));
  return confidenceSequence(atUnits, statistic, { alpha, plannedUnits }).pValue < alpha;
}

/** The fewest units at which the sequence crosses; `undefined` when that is beyond any experiment. */
function unitsAtCrossing(outlook: DecisionOutlook): number | undefined {
  let below = outlook.units;
  let above = below * 2;
  while (!crosses(outlook, above)) {
    if (above > FARTHEST_UNITS) return undefined;
    [below, above] = [above, above * 2];
  }
  while (above - below > 1) {
    const middle = Math.floor((below + above) / 2);
    if (crosses(outlook, middle)) above = middle;
    else below = middle;
  }
  return above;
}

function checkOutlook(outlook: DecisionOutlook): void {
  const { difference, standardError, smallestEffect } = outlook;
  if (!Number.isFinite(difference)) throw new RangeError(`difference: expected a finite number, got ${difference}`);
  for (const [name, value] of Object.entries({ standardError, smallestEffect })) {
    if (!(value > 0 && value < Infinity)) throw new RangeError(`${name}: expected a finite number > 0, got ${value}`);
  }
  checkArrivals(outlook);
}
