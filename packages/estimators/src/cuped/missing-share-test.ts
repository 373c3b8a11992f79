import { checkedAlpha } from "../check-alpha.ts";
import { chiSquareUpper } from "../distributions/chi-square.ts";
import { fisherExact } from "../rates/fisher-exact.ts";

/** Units of one arm, and how many of them lack history. */
export interface MissingShares {
  readonly units: number;
  readonly missing: number;
}

/** Whether the arms differ in who has history, or why that cannot be told. */
export type MissingShareTest =
  | {
      readonly kind: "tested";
      /** Share of units without history per arm, in order. */
      readonly missingShares: readonly number[];
      readonly pValue: number;
      /** Set when p is below alpha: do not decide by the adjusted estimate then. */
      readonly warning: "history_depends_on_arm" | null;
    }
  | { readonly kind: "insufficient"; readonly reason: "too_few_units" | "no_variation" };

/** Under this many expected units the chi-square approximation is not to be trusted. */
const FEWEST_EXPECTED = 5;

/**
 * Whether the share of units without history depends on the arm, by chi-square.
 *
 * History comes from before the experiment, so it cannot: if it does, the treatment changes who is counted
 * or whose history is found, and an adjustment by that history is biased.
 *
 * @param arms - At least two. With two arms and an expected count under 5, Fisher's exact p stands in.
 * @returns `insufficient` with `no_variation` when every unit or none has history, `too_few_units` when an
 * arm has no units or more than two arms have too few for chi-square.
 * @throws RangeError when there are fewer than two arms, a count is not a whole number, or alpha (0.001 when
 * left out) does not lie between 0 and 1.
 */
export function missingShareTest(
  arms: readonly MissingShares[],
  { alpha = 0.001 }: { readonly alpha?: number } = {},
): MissingShareTest {
  checkedAlpha(alpha);
  const { units, missing } = checkedTotals(arms);
  if (arms.some((arm) => arm.units === 0)) return { kind: "insufficient", reason: "too_few_units" };
  if (missing === 0 || missing === units) return { kind: "insufficient", reason: "no_variation" };
  const share = missing / units;
  const smallest = Math.min(...arms.map((arm) => arm.units)) * Math.min(share, 1 - share);
  const [first, second, third] = arms;
  if (smallest < FEWEST_EXPECTED && third !== undefined) {
    return { kind: "insufficient", reason: "too_few_units" };
  }
  const pValue =
    smallest < FEWEST_EXPECTED && first !== undefined && second !== undefined
      ? fisherExact(rateOf(first), rateOf(second))
      : chiSquareUpper(statistic(arms, share), arms.length - 1);
  return {
    kind: "tested",
    missingShares: arms.map((arm) => arm.missing / arm.units),
    pValue,
    warning: pValue < alpha ? "history_depends_on_arm" : null,
  };
}

function checkedTotals(arms: readonly MissingShares[]): MissingShares {
  if (arms.length < 2) throw new RangeError(`arms: expected at least two, got ${arms.length}`);
  arms.forEach(({ units, missing }, i) => {
    if (!Number.isSafeInteger(units) || !Number.isSafeInteger(missing) || missing < 0 || missing > units) {
      throw new RangeError(
        `arms[${i}].missing: expected a whole number from 0 to ${units} units, got ${missing}`,
      );
    }
  });
  return arms.reduce((sum, arm) => ({
    units: sum.units + arm.units,
    missing: sum.missing + arm.missing,
  }));
}

function statistic(arms: readonly MissingShares[], share: number): number {
  return arms.reduce((sum, { units, missing }) => {
    const gap = missing - units * share;
    return sum + gap * (gap / units);
  }, 0) / (share * (1 - share));
}

function rateOf({ units, missing }: MissingShares): { successes: number; trials: number } {
  return { successes: missing, trials: units };
}
