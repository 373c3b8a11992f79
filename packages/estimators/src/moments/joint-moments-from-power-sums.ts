import { centeredSum, checkedCount } from "./centered-sum.ts";
import type { JointMoments } from "./joint-moments.ts";

/** Exact sums and sums of products over integer columns. */
export interface JointPowerSums {
  readonly count: number | bigint;
  readonly sums: readonly bigint[];
  /** `products[i][j]` is the sum of x_i x_j; square, as wide as `sums`. */
  readonly products: readonly (readonly bigint[])[];
}

/**
 * Joint moments from exact integer sums, as {@link momentsFromPowerSums} for several columns at once.
 *
 * @throws RangeError when the count is not a whole number, the shapes do not fit, or no data could have
 * these sums.
 */
export function jointMomentsFromPowerSums({ count, sums, products }: JointPowerSums): JointMoments {
  const units = checkedCount(count);
  const width = sums.length;
  if (products.length !== width || products.some((row) => row.length !== width)) {
    throw new RangeError(`products: expected ${width} rows of ${width} sums, one per column`);
  }
  if (units === 0n) {
    return { count: 0, means: sums.map(() => 0), crossProducts: sums.map(() => sums.map(() => 0)) };
  }
  const crossProducts = products.map((row, i) =>
    row.map((product, j) => centeredSum(units, product, [sums[i] ?? 0n, sums[j] ?? 0n])),
  );
  const impossible = crossProducts.findIndex((row, i) => (row[i] ?? 0) < 0);
  if (impossible >= 0) {
    throw new RangeError(`products: expected a sum of squares >= sum^2 / count in column ${impossible}`);
  }
  return { count: Number(units), means: sums.map((sum) => Number(sum) / Number(units)), crossProducts };
}
