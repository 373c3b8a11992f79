import type { Interval } from "./comparison.ts";

/** The interval with ends beyond the largest double moved to it, so that every end can be written down. */
export function finiteInterval([low, high]: Interval): Interval {
  return [Math.max(low, -Number.MAX_VALUE), Math.min(high, Number.MAX_VALUE)];
}
