import { blockMoments } from "./block-moments.ts";
import { mergeMoments } from "./merge-moments.ts";
import type { Moments } from "./moments.ts";

const NONE: Moments = { count: 0, mean: 0, m2: 0 };

/** Values per block: small enough to stay in the first cache between its two readings. */
const BLOCK = 2048;

/**
 * Moments of values, read once.
 *
 * Blocks of values are summed twice while at hand, about their first value and about their mean, and merged:
 * a large common offset costs no digits, and no division waits for the one before it.
 *
 * @throws RangeError when a value is not finite.
 *
 * Source: Chan, Golub and LeVeque, "Algorithms for Computing the Sample Variance: Analysis and
 * Recommendations", The American Statistician 37, 1983: the corrected two-pass algorithm, and merging.
 *
 * @example
 * ```ts
 * momentsOf([1, 2, 3, 4]); // => { count: 4, mean: 2.5, m2: 5 }
 * ```
 */
export function momentsOf(values: Iterable<number>): Moments {
  const progress: Progress = { origin: 0, moments: NONE };
  if (values instanceof Float64Array) addNumbers(progress, values);
  else if (Array.isArray(values)) addArray(progress, values);
  else addEach(progress, values);
  const { origin, moments } = progress;
  return { ...moments, mean: origin + moments.mean };
}

/** What has been read so far, its mean relative to the first value. */
interface Progress {
  origin: number;
  moments: Moments;
}

function addNumbers(progress: Progress, values: Float64Array): void {
  for (let start = 0; start < values.length; start += BLOCK) {
    const before = progress.moments.count;
    if (before === 0) progress.origin = values[0] ?? 0;
    const block = values.subarray(start, start + BLOCK);
    const next = blockMoments(block, { origin: progress.origin, before });
    progress.moments = mergeMoments(progress.moments, next);
  }
}

function addArray(progress: Progress, values: readonly unknown[]): void {
  const block = new Float64Array(Math.min(BLOCK, values.length));
  for (let start = 0; start < values.length; start += BLOCK) {
    const filled = Math.min(BLOCK, values.length - start);
    for (let i = 0; i < filled; i += 1) block[i] = numberOrNaN(values[start + i]);
    addNumbers(progress, block.subarray(0, filled));
  }
}

function addEach(progress: Progress, values: Iterable<unknown>): void {
  const block = new Float64Array(BLOCK);
  let filled = 0;
  for (const value of values) {
    block[filled] = numberOrNaN(value);
    filled += 1;
    if (filled === BLOCK) {
      addNumbers(progress, block);
      filled = 0;
    }
  }
  addNumbers(progress, block.subarray(0, filled));
}

/** What is no number must not become one by being stored as one. */
function numberOrNaN(value: unknown): number {
  return typeof value === "number" ? value : Number.NaN;
}
