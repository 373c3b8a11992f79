/** How far, relative to itself, a product may lie above a whole number and still mean that number. */
const ROUNDING = 4 * Number.EPSILON;

/**
 * Rank of the value that is the sample quantile: the smallest with at least that share of the values at or
 * below it, what a database calls `quantile_disc` or `percentile_disc` (R's type 1).
 *
 * @param values - How many there are, at least 1.
 * @throws RangeError when there are no values or the quantile does not lie between 0 and 1.
 *
 * @example
 * ```ts
 * quantileRank(1001, 0.5); // => 501
 * ```
 */
export function quantileRank(values: number, quantile: number): number {
  if (!Number.isSafeInteger(values) || values < 1) {
    throw new RangeError(`values: expected a whole number >= 1, got ${values}`);
  }
  const exact = values * checkedQuantile(quantile);
  return Math.max(1, Math.ceil(exact - ROUNDING * exact));
}

/** The quantile itself, once it is known to lie strictly between 0 and 1. */
export function checkedQuantile(quantile: number): number {
  if (!(quantile > 0 && quantile < 1)) {
    throw new RangeError(`quantile: expected a number between 0 and 1, got ${quantile}`);
  }
  return quantile;
}
