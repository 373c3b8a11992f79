import { checkedAlpha } from "../check-alpha.ts";
import { classicalBoundaries } from "./classical-boundaries.ts";
import { criticalSpending } from "./critical-spending.ts";
import { checkedInformation } from "./information-fractions.ts";
import type { LookBoundary } from "./look-boundary.ts";
import { lookBoundary } from "./look-boundary.ts";
import type { SpendingFunction } from "./spent-alpha.ts";
import { spentAlpha } from "./spent-alpha.ts";
import { exitAbove, nextStage, START_OF_STAGES } from "./stage-density.ts";

/**
 * How the error rate is laid out over the looks. The two classical shapes need every look planned ahead; a
 * spending function needs only those that have been.
 */
export type BoundaryShape = "obrien-fleming" | "pocock" | SpendingFunction;

/** A plan of looks at one comparison. */
export interface GroupSequentialDesign {
  /** Over all looks and, in a two-sided plan, both directions. Under 0.5 in a one-sided one. */
  readonly alpha: number;
  readonly spending: BoundaryShape;
  /**
   * Information of the comparison at each look over that planned for the last one, growing. A plan of which
   * not all looks have been ends below 1; a last one above 1 has run over.
   */
  readonly informationFractions: readonly number[];
  /** Defaults to 2. */
  readonly sides?: 1 | 2;
}

/**
 * Critical value of every look such that all together raise a false alarm with probability alpha.
 *
 * With a spending function the boundary of a look depends on the looks before it alone, so that looks may
 * come when they come; what is left is spent at a fraction of 1. The two classical shapes are a constant,
 * or a constant over the root of the fraction.
 *
 * @throws RangeError when alpha is not between 0 and 1, the fractions do not grow, or a classical shape does
 * not end at a fraction of 1.
 *
 * Source: O'Brien and Fleming, Biometrics 35, 1979; Pocock, Biometrika 64, 1977; Lan and DeMets, Biometrika
 * 70, 1983; by the recursive integration of Armitage, McPherson and Rowe, JRSS A 132, 1969.
 *
 * @example
 * ```ts
 * const looks = groupSequentialBoundaries({
 *   alpha: 0.05,
 *   spending: "lan-demets-obrien-fleming",
 *   informationFractions: [0.5, 1],
 * });
 * looks.map(({ critical }) => critical.toFixed(2)); // => ["2.96", "1.97"]
 * ```
 */
export function groupSequentialBoundaries(design: GroupSequentialDesign): readonly LookBoundary[] {
  const { alpha, spending, sides = 2 } = design;
  const alphaPerSide = checkedAlpha(alpha) / sides;
  if (alphaPerSide >= 0.5) throw new RangeError(`alpha: expected under 0.5 in a one-sided plan, got ${alpha}`);
  const fractions = checkedInformation("informationFractions", design.informationFractions);
  if (spending === "obrien-fleming" || spending === "pocock") {
    return classicalBoundaries({ shape: spending, alpha, sides, fractions });
  }
  let stage = START_OF_STAGES;
  let spent = 0;
  return fractions.map((informationFraction, look) => {
    const step = { information: informationFraction, drift: 0 };
    const allowed = spentAlpha({ alpha: alphaPerSide, spending, informationFraction });
    const critical = criticalSpending(stage, step, allowed - spent);
    spent += exitAbove(stage, step, critical);
    const after = fractions[look + 1];
    if (after !== undefined) {
      const low = sides === 2 ? -critical : -Infinity;
      stage = nextStage(stage, step, { low, high: critical, nextGain: after - informationFraction });
    }
    return lookBoundary({ informationFraction, critical, spentAlpha: spent * sides }, sides);
  });
}
