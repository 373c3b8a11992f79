import type { JointMoments } from "./joint-moments.ts";

/**
 * Joint moments of rows, in one pass: the metric first, then its covariates.
 *
 * @param width - How many numbers each row holds; needed so that no rows still have a shape.
 * @throws RangeError when a row has another width or holds a number that is not finite.
 *
 * Source: Welford, 1962; Chan, Golub and LeVeque, 1979, for the cross products.
 *
 * @example
 * ```ts
 * jointMomentsOf([[1, 2], [3, 6]], 2); // => { count: 2, means: [2, 4], crossProducts: [[2, 4], [4, 8]] }
 * ```
 */
export function jointMomentsOf(rows: Iterable<readonly number[]>, width: number): JointMoments {
  let count = 0;
  let origin: readonly number[] = [];
  const shifted = Array.from({ length: width }, () => 0);
  const crossProducts = shifted.map(() => shifted.map(() => 0));
  for (const row of rows) {
    if (row.length !== width || !row.every(Number.isFinite)) {
      throw new RangeError(`rows: expected ${width} finite numbers, got [${row.join(", ")}]`);
    }
    if (count === 0) origin = row;
    count += 1;
    const before = row.map((value, i) => value - (origin[i] ?? 0) - (shifted[i] ?? 0));
    before.forEach((deviation, i) => (shifted[i] = (shifted[i] ?? 0) + deviation / count));
    // The deviation before times the deviation after, which is the former shrunk by (n - 1) / n.
    const shrink = (count - 1) / count;
    before.forEach((deviation, i) => {
      const products = crossProducts[i] ?? [];
      before.forEach((other, j) => (products[j] = (products[j] ?? 0) + deviation * other * shrink));
    });
  }
  return { count, means: shifted.map((mean, i) => (origin[i] ?? 0) + mean), crossProducts };
}
