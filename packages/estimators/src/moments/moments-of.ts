import type { Moments } from "./moments.ts";

/**
 * Moments of values, in one pass.
 *
 * Deviations are taken from the first value, which is nearly always exact, so that a large common offset
 * costs no digits.
 *
 * @throws RangeError when a value is not finite.
 *
 * Source: Welford, "Note on a Method for Calculating Corrected Sums of Squares", Technometrics 4, 1962.
 *
 * @example
 * ```ts
 * momentsOf([1, 2, 3, 4]); // => { count: 4, mean: 2.5, m2: 5 }
 * ```
 */
export function momentsOf(values: Iterable<number>): Moments {
  let count = 0;
  let origin = 0;
  let mean = 0;
  let m2 = 0;
  for (const value of values) {
    if (!Number.isFinite(value)) {
      throw new RangeError(`values: expected finite numbers, got ${value} after ${count} of them`);
    }
    if (count === 0) origin = value;
    count += 1;
    const deviation = value - origin - mean;
    mean += deviation / count;
    m2 += deviation * (value - origin - mean);
  }
  return { count, mean: origin + mean, m2 };
}
