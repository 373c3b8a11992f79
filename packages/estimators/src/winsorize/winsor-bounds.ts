import { quantileOfSorted } from "./quantile-of-sorted.ts";

/** Where values are cut off, the same for every arm; `null` leaves that end alone. */
export interface WinsorBounds {
  readonly low: number | null;
  readonly high: number | null;
  /** Whose quantiles these are; with `"nonzero"` a value of 0 stays 0. */
  readonly units: "all" | "nonzero";
}

/** Which quantiles to cut off at. */
export interface WinsorOptions {
  /** Share of the units below the low bound, in [0, 1]; no low bound when left out. */
  readonly lowShare?: number;
  /** Share of the units below the high bound, in [0, 1]; no high bound when left out. */
  readonly highShare?: number;
  /** Where most units have no value at all, a quantile of all of them may be 0: so this has no default. */
  readonly units: "all" | "nonzero";
}

/**
 * Bounds at quantiles of the values of all arms taken together.
 *
 * Bounds per arm would cut an effect off where it lies in the tail, and differ by chance where there is
 * none. Quantiles are R's type 7, which a database calls `quantile_cont` or `percentile_cont`.
 *
 * @param values - One per unit, of every arm together, in any order.
 * @returns `undefined` when no unit, or with `"nonzero"` no unit with a value, is known.
 * @throws RangeError when a value is not finite, a share is outside [0, 1] or the low one above the high.
 *
 * Source: Hyndman and Fan, "Sample Quantiles in Statistical Packages", The American Statistician 50, 1996.
 */
export function winsorBounds(values: Iterable<number>, options: WinsorOptions): WinsorBounds | undefined {
  const { lowShare, highShare, units } = options;
  if (lowShare !== undefined && highShare !== undefined && lowShare > highShare) {
    throw new RangeError(`lowShare: expected at most highShare ${highShare}, got ${lowShare}`);
  }
  const counted = Float64Array.from(units === "all" ? values : nonzero(values)).sort();
  // Sorting puts what is not finite at the ends: NaN and Infinity last, -Infinity first.
  const odd = [counted.at(0) ?? 0, counted.at(-1) ?? 0].find((value) => !Number.isFinite(value));
  if (odd !== undefined) throw new RangeError(`values: expected finite numbers, got ${odd}`);
  const bound = (share: number | undefined): number | null =>
    share === undefined ? null : quantileOfSorted(counted, share);
  return counted.length === 0 ? undefined : { low: bound(lowShare), high: bound(highShare), units };
}

function* nonzero(values: Iterable<number>): Generator<number> {
  for (const value of values) if (value !== 0) yield value;
}
