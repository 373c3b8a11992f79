import { agreeWithTest } from "../agree-with-test.ts";
import { checkedEffect } from "../check-effect.ts";
import type { EstimatedEffect } from "../check-effect.ts";
import type { Interval } from "../comparison.ts";
import { normalUpper } from "../distributions/normal.ts";
import { crossingProbabilities } from "./crossing-probabilities.ts";
import type { BoundaryShape } from "./group-sequential-boundaries.ts";
import { groupSequentialBoundaries } from "./group-sequential-boundaries.ts";
import { checkedInformation } from "./information-fractions.ts";
import type { LookBoundary } from "./look-boundary.ts";

/** One comparison as it stood at one look. */
export interface GroupLook extends EstimatedEffect {
  /**
   * Of this comparison alone: 1 / standard error squared, or a count in proportion to it such as
   * nC nT / (nC + nT). Grows from look to look.
   */
  readonly information: number;
}

/** How the error rate is laid out, and the information at the planned end in the unit of the looks. */
export interface GroupSequentialPlan {
  /** Two-sided, over all looks. */
  readonly alpha: number;
  /** With a classical shape the looks must include the last one: its boundaries need the whole plan. */
  readonly spending: BoundaryShape;
  readonly plannedInformation: number;
}

/** A look with its boundary and the verdict on it. */
export interface GroupLookResult extends LookBoundary {
  readonly statistic: number;
  /** Whether the statistic passed the boundary at this very look. */
  readonly crossed: boolean;
  /**
   * Repeated confidence interval: holds at all looks together, stopped or not; leaves out 0 exactly when
   * `crossed`.
   */
  readonly interval: Interval;
}

/** What a plan of looks says after the looks that have been. */
export interface GroupSequentialResult {
  readonly looks: readonly GroupLookResult[];
  /** Index of the first look that crossed; what comes after it decides nothing. */
  readonly stoppedAt: number | null;
  /** `continue` until a boundary is crossed or the planned information is in. */
  readonly verdict: "difference" | "no-difference" | "continue";
  /**
   * Two-sided, adjusted for the looks by stage-wise ordering: below alpha exactly when the verdict is
   * `difference`. `null` while the experiment goes on.
   */
  readonly pValue: number | null;
}

/**
 * Reads the looks of one comparison by a plan that spends the error rate over them.
 *
 * A p-value of alpha to the last bit is settled by the boundary, as everywhere: verdict, p and intervals
 * never disagree.
 *
 * @throws RangeError when information does not grow, a number is out of range, or a classical shape lacks
 * its last look.
 *
 * Source: repeated intervals by Jennison and Turnbull, JRSS B 51, 1989; stage-wise p-value by Tsiatis, Rosner
 * and Mehta, "Exact Confidence Intervals Following a Group Sequential Test", Biometrics 40, 1984.
 */
export function groupSequentialTest(
  looks: readonly GroupLook[],
  { alpha, spending, plannedInformation }: GroupSequentialPlan,
): GroupSequentialResult {
  if (!(plannedInformation > 0 && plannedInformation < Infinity)) {
    throw new RangeError(`plannedInformation: expected a finite number > 0, got ${plannedInformation}`);
  }
  const information = checkedInformation("information", looks.map((look) => look.information));
  const boundaries = groupSequentialBoundaries({
    alpha,
    spending,
    informationFractions: information.map((at) => at / plannedInformation),
  });
  const results = boundaries.map((boundary, i) => lookResult(boundary, looks[i]));
  const first = results.findIndex(({ crossed }) => crossed);
  const last = first >= 0 ? first : results.length - 1;
  const ended = first >= 0 || (results.at(-1)?.informationFraction ?? 0) >= 1;
  const adjusted = ended ? stageWise(results.slice(0, last + 1)) : null;
  return {
    looks: results,
    stoppedAt: first >= 0 ? first : null,
    verdict: first >= 0 ? "difference" : ended ? "no-difference" : "continue",
    pValue: adjusted === null ? null : onSideOfAlpha(adjusted, { alpha, crossed: first >= 0 }),
  };
}

function lookResult(boundary: LookBoundary, look: GroupLook | undefined): GroupLookResult {
  if (look === undefined) throw new RangeError("looks: expected one for each boundary");
  const { difference, standardError } = checkedEffect(look);
  const statistic = difference / standardError;
  const crossed = Math.abs(statistic) > boundary.critical;
  const reach = boundary.critical * standardError;
  const interval = agreeWithTest([difference - reach, difference + reach], difference, crossed);
  return { ...boundary, statistic, crossed, interval };
}

/** Probability, without an effect, of stopping earlier or at the same look with a statistic as far out. */
function stageWise(looks: readonly GroupLookResult[]): number {
  const reached = Math.abs(looks.at(-1)?.statistic ?? 0);
  if (reached === 0) return 1;
  const critical = looks.map((look, i) => (i === looks.length - 1 ? reached : look.critical));
  const information = looks.map((look) => look.informationFraction);
  if (looks.length === 1) return 2 * normalUpper(reached);
  const crossings = crossingProbabilities({ information, critical, sides: 2 });
  return crossings.reduce((sum, { above, below }) => sum + above + below, 0);
}

/** Rounding may leave a p-value on the wrong side of alpha by a few units in the last place. */
function onSideOfAlpha(pValue: number, { alpha, crossed }: { readonly alpha: number; readonly crossed: boolean }): number {
  const below = alpha * (1 - Number.EPSILON);
  return crossed ? Math.min(pValue, below) : Math.min(1, Math.max(pValue, alpha));
}
