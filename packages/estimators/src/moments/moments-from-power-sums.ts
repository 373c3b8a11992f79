import { centeredSum, checkedCount } from "./centered-sum.ts";
import type { Moments } from "./moments.ts";

/** Exact sums over an integer metric, as a database adds them up in a 128-bit or decimal column. */
export interface PowerSums {
  readonly count: number | bigint;
  readonly sum: bigint;
  readonly sumOfSquares: bigint;
}

/**
 * Moments from exact integer sums.
 *
 * The subtraction that ruins a sum of squares in floating point is done in integers, so every engine that
 * adds integers exactly gives the same moments to the last bit.
 *
 * @throws RangeError when the count is not a whole number, or no data could have these sums.
 *
 * @example
 * ```ts
 * momentsFromPowerSums({ count: 4, sum: 10n, sumOfSquares: 30n }); // => { count: 4, mean: 2.5, m2: 5 }
 * ```
 */
export function momentsFromPowerSums({ count, sum, sumOfSquares }: PowerSums): Moments {
  const units = checkedCount(count);
  if (units === 0n) return { count: 0, mean: 0, m2: 0 };
  const m2 = centeredSum(units, sumOfSquares, [sum, sum]);
  if (m2 < 0) {
    throw new RangeError(
      `sumOfSquares: expected at least sum^2 / count, got ${sumOfSquares} for sum ${sum} over ${units}`,
    );
  }
  return { count: Number(units), mean: Number(sum) / Number(units), m2 };
}
