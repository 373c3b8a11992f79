import type { JointMoments } from "./joint-moments.ts";

/**
 * Joint moments of rows, in one pass: the metric first, then its covariates.
 *
 * @param width - How many numbers each row holds; the length of the first row when left out. Give it where
 * there may be no rows at all, so that moments of nothing have a shape too.
 * @throws RangeError when a row has another width or holds a number that is not finite.
 *
 * Source: Welford, 1962; Chan, Golub and LeVeque, 1979, for the cross products.
 *
 * @example
 * ```ts
 * jointMomentsOf([[1, 2], [3, 6]]); // => { count: 2, means: [2, 4], crossProducts: [[2, 4], [4, 8]] }
 * ```
 */
export function jointMomentsOf(rows: Iterable<readonly number[]>, width?: number): JointMoments {
  let count = 0;
  let origin: readonly number[] = [];
  let { shifted, crossProducts } = zeros(width ?? 0);
  for (const row of rows) {
    if (count === 0) {
      origin = row;
      ({ shifted, crossProducts } = zeros(width ?? row.length));
    }
    if (row.length !== shifted.length || !row.every(Number.isFinite)) {
      throw new RangeError(
        `rows: expected ${shifted.length} finite numbers, got [${row.join(", ")}] after ${count} rows`,
      );
    }
    count += 1;
    addRow({ row, origin, count, shifted, crossProducts });
  }
  return { count, means: shifted.map((mean, i) => (origin[i] ?? 0) + mean), crossProducts };
}

interface Progress {
  /** Means of the deviations from the first row. */
  readonly shifted: number[];
  readonly crossProducts: number[][];
}

function zeros(width: number): Progress {
  const shifted = Array.from({ length: width }, () => 0);
  return { shifted, crossProducts: shifted.map(() => shifted.map(() => 0)) };
}

interface NextRow extends Progress {
  readonly row: readonly number[];
  readonly origin: readonly number[];
  /** Rows so far, this one included. */
  readonly count: number;
}

function addRow({ row, origin, count, shifted, crossProducts }: NextRow): void {
  const before = row.map((value, i) => value - (origin[i] ?? 0) - (shifted[i] ?? 0));
  before.forEach((deviation, i) => {
    shifted[i] = (shifted[i] ?? 0) + deviation / count;
  });
  // The deviation before times the deviation after, which is the former shrunk by (n - 1) / n.
  const shrink = (count - 1) / count;
  crossProducts.forEach((products, i) => {
    before.forEach((other, j) => {
      products[j] = (products[j] ?? 0) + (before[i] ?? 0) * other * shrink;
    });
  });
}
