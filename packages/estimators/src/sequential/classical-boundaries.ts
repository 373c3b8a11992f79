import { normalQuantileUpper } from "../distributions/normal.ts";
import { crossingProbabilities } from "./crossing-probabilities.ts";
import type { LookBoundary } from "./look-boundary.ts";
import { lookBoundary } from "./look-boundary.ts";

/** A plan whose boundary is one constant, flat or over the root of the information fraction. */
export interface ClassicalPlan {
  readonly shape: "obrien-fleming" | "pocock";
  readonly alpha: number;
  readonly sides: 1 | 2;
  readonly fractions: readonly number[];
}

/**
 * The boundaries of O'Brien and Fleming and of Pocock, their constant solved for the error rate.
 *
 * The constant lies between the critical value of a single look and Bonferroni's for all of them.
 */
export function classicalBoundaries(plan: ClassicalPlan): readonly LookBoundary[] {
  const { shape, alpha, sides, fractions } = plan;
  const last = fractions.at(-1) ?? 0;
  if (last < 1) {
    throw new RangeError(
      `informationFractions: expected the last to be 1 with ${shape}, which needs all looks planned ahead, got ${last}; use its Lan-DeMets form`,
    );
  }
  const criticalAt = (constant: number): readonly number[] =>
    fractions.map((fraction) => (shape === "pocock" ? constant : constant * Math.sqrt(last / fraction)));
  const spentBy = (constant: number): readonly number[] => {
    let spent = 0;
    const critical = criticalAt(constant);
    return crossingProbabilities({ information: fractions, critical, sides }).map(
      ({ above, below }) => (spent += above + below),
    );
  };
  const excess = (constant: number): number => Math.log((spentBy(constant).at(-1) ?? 0) / alpha);
  const constant = secantRoot(
    excess,
    normalQuantileUpper(alpha / sides),
    normalQuantileUpper(alpha / sides / fractions.length),
  );
  const spent = spentBy(constant);
  return criticalAt(constant).map((critical, look) =>
    lookBoundary(
      { informationFraction: fractions[look] ?? 0, critical, spentAlpha: spent[look] ?? 0 },
      sides,
    ),
  );
}

/** Zero of a nearly straight function between two points; the points may be one. */
function secantRoot(f: (x: number) => number, low: number, high: number): number {
  let [before, at] = [low, high];
  let [valueBefore, value] = [f(before), f(at)];
  for (let step = 0; step < 30 && Math.abs(at - before) > 1e-14 * at && value !== valueBefore; step += 1) {
    const next = at - (value * (at - before)) / (value - valueBefore);
    [before, valueBefore] = [at, value];
    at = next;
    value = f(at);
  }
  return at;
}
