import { chiSquareUpper } from "@liftproof/estimators";
import { exactQuotient } from "./exact-quotient.ts";
import { splitGap } from "./split-gap.ts";
import type { SplitPhase } from "./split-phase.ts";

/** Pearson's test of the promised split at one look. */
export interface ChiSquareSplit {
  readonly chiSquare: number;
  /** Arms that were promised traffic, less one, summed over phases that have units. */
  readonly degreesOfFreedom: number;
  /** `null` before the first unit. */
  readonly pValue: number | null;
}

/**
 * Pearson's chi-square of observed against promised counts, each phase against its own weights.
 *
 * Arms promised nothing take no part, neither in the sum nor in the degrees of freedom. The statistics
 * of independent phases add up, and so do their degrees of freedom.
 */
export function chiSquareSplit(phases: readonly SplitPhase[]): ChiSquareSplit {
  const gaps = phases.map((phase) => splitGap([phase]));
  const seen = gaps.filter(({ units }) => units > 0);
  const chiSquare = seen.reduce(
    (sum, { arms, denominator }) =>
      arms.reduce((total, { gap, expected }) => total + exactQuotient(gap * gap, expected * denominator), sum),
    0,
  );
  const degreesOfFreedom = (seen.length > 0 ? seen : gaps).reduce((sum, { arms }) => sum + arms.length - 1, 0);
  const pValue = seen.length > 0 ? chiSquareUpper(chiSquare, degreesOfFreedom) : null;
  return { chiSquare, degreesOfFreedom, pValue };
}
