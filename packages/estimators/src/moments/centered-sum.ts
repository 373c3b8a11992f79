/**
 * Sum of products about the means, from exact raw sums: (n sum(xy) - sum(x) sum(y)) / n.
 *
 * Rounded once from integers at the end; 0 exactly when a metric does not vary.
 */
export function centeredSum(
  count: bigint,
  sumOfProducts: bigint,
  sums: readonly [bigint, bigint],
): number {
  return Number(count * sumOfProducts - sums[0] * sums[1]) / Number(count);
}

/** A count as an integer, once it is known to be a whole number of units. */
export function checkedCount(count: number | bigint): bigint {
  if (count < 0 || (typeof count === "number" && !Number.isSafeInteger(count))) {
    throw new RangeError(`count: expected a whole number >= 0, got ${count}`);
  }
  return BigInt(count);
}
