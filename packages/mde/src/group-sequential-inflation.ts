import type { BoundaryShape } from "@liftproof/estimators";
import { crossingProbabilities, groupSequentialBoundaries, normalQuantileUpper } from "@liftproof/estimators";
import { increasingRoot } from "./increasing-root.ts";

/** A plan with a few looks fixed beforehand, its level and its power. */
export interface GroupSequentialInflationInput {
  /** How the level is laid out over the looks. */
  readonly spending: BoundaryShape;
  /** Share of the planned units at each look, growing to 1. */
  readonly informationFractions: readonly number[];
  /** Two-sided level of one comparison, in (0, 1). */
  readonly alpha: number;
  /** Above alpha / 2 and below 1. */
  readonly power: number;
}

/**
 * How many times the units of a single-look test a group-sequential plan needs at most, to see the same
 * effect with the same power.
 *
 * Far less than a confidence sequence, because the looks are few and known: 1.03 for five looks by O'Brien
 * and Fleming, 1.23 by Pocock, at level 0.05 and 80 % power.
 *
 * @throws RangeError when the last fraction is not 1, fractions do not grow, or level and power are out of range.
 *
 * Source: Jennison and Turnbull, "Group Sequential Methods", 2000, section 2.3.
 */
export function groupSequentialInflation({ alpha, power, spending, informationFractions }: GroupSequentialInflationInput): number {
  if (!(power > alpha / 2 && power < 1)) throw new RangeError(`power: expected a number above ${alpha / 2} and below 1, got ${power}`);
  if (informationFractions.at(-1) !== 1) {
    throw new RangeError(`informationFractions: expected the last look at 1, got ${String(informationFractions.at(-1))}`);
  }
  const looks = groupSequentialBoundaries({ alpha, spending, informationFractions });
  const drift = normalQuantileUpper(alpha / 2) + normalQuantileUpper(1 - power);
  const information = looks.map(({ informationFraction }) => informationFraction);
  const critical = looks.map((look) => look.critical);
  const surplus = (inflation: number): number => {
    const stops = crossingProbabilities({ information, critical, sides: 2, finalMean: drift * Math.sqrt(inflation) });
    // To stop on the wrong side is not to have seen the effect.
    return stops.reduce((sum, { above }) => sum + above, 0) - power;
  };
  let low = 1 - 1e-6;
  let high = 1.25;
  for (; surplus(high) < 0; high *= 1.5) low = high;
  return increasingRoot(surplus, { low, high }, 1e-10);
}
