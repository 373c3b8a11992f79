import { jointBlockMoments } from "./joint-block-moments.ts";
import type { JointMoments } from "./joint-moments.ts";
import { mergeJointMoments } from "./merge-joint-moments.ts";

/** Rows per block: its columns stay in the first cache while they are multiplied. */
const BLOCK = 512;

/**
 * Joint moments of rows, read once: the metric first, then its covariates.
 *
 * @param width - How many numbers each row holds; the length of the first row when left out. Give it where
 * there may be no rows at all, so that moments of nothing have a shape too.
 * @throws RangeError when a row has another width or holds a number that is not finite.
 *
 * Source: Chan, Golub and LeVeque, "Algorithms for Computing the Sample Variance: Analysis and
 * Recommendations", The American Statistician 37, 1983, also for the cross products.
 *
 * @example
 * ```ts
 * jointMomentsOf([[1, 2], [3, 6]]); // => { count: 2, means: [2, 4], crossProducts: [[2, 4], [4, 8]] }
 * ```
 */
export function jointMomentsOf(rows: Iterable<readonly number[]>, width?: number): JointMoments {
  let moments = jointBlockMoments([], { origin: [], filled: 0, before: 0 });
  const size = Array.isArray(rows) ? Math.min(BLOCK, rows.length) : BLOCK;
  let columns = width === undefined ? undefined : blockOf(width, size);
  // Deviations from the first row: a large common offset costs no digits, within blocks or between them.
  let origin: readonly number[] = [];
  let filled = 0;
  let before = 0;
  for (const row of rows) {
    columns ??= blockOf(row.length, size);
    if (before + filled === 0) origin = row;
    if (row.length !== columns.length) {
      throw new RangeError(
        `rows: expected ${columns.length} finite numbers, got [${row.join(", ")}] after ${before + filled} rows`,
      );
    }
    for (let k = 0; k < columns.length; k += 1) {
      const value: unknown = row[k];
      // What is no number must not become one by being stored as one.
      const known = typeof value === "number" ? value : Number.NaN;
      (columns[k] as Float64Array)[filled] = known - (origin[k] ?? 0);
    }
    filled += 1;
    if (filled === BLOCK) {
      moments = merged(moments, jointBlockMoments(columns, { origin, filled, before }));
      before += filled;
      filled = 0;
    }
  }
  moments = merged(moments, jointBlockMoments(columns ?? [], { origin, filled, before }));
  return { ...moments, means: moments.means.map((mean, k) => mean + (origin[k] ?? 0)) };
}

function blockOf(width: number, size: number): readonly Float64Array[] {
  return Array.from({ length: width }, () => new Float64Array(size));
}

function merged(all: JointMoments, block: JointMoments): JointMoments {
  return all.count === 0 ? block : mergeJointMoments(all, block);
}
