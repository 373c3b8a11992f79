import type { Interval } from "./comparison.ts";

/**
 * The interval with its nearer end on the side of zero that the test says.
 *
 * An interval and its test are duals in exact arithmetic; in floating point they may differ in the last
 * bit when p is alpha to sixteen digits. The p-value settles that bit, so that no reader ever sees the two
 * disagree. Ends move by rounding error only.
 */
export function agreeWithTest(interval: Interval, estimate: number, excludesZero: boolean): Interval {
  if (estimate < 0) {
    const [low, high] = agreeWithTest([-interval[1], -interval[0]], -estimate, excludesZero);
    return [0 - high, 0 - low];
  }
  const [low, high] = interval;
  if (excludesZero) return [low > 0 ? low : Number.MIN_VALUE, high];
  return [Math.min(0, low), Math.max(0, high)];
}
