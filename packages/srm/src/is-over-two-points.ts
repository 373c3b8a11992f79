import type { ArmGap, SplitGap } from "./split-gap.ts";

/**
 * Whether an arm's share is more than two percentage points from its promise.
 *
 * In whole numbers: 0.52 - 0.5 > 0.02 is true in doubles, yet 5200 of 10000 is exactly two points off
 * and therefore not over; 5201 is.
 */
export function isOverTwoPoints({ gap }: ArmGap, { units, denominator }: SplitGap): boolean {
  return (gap < 0n ? -gap : gap) * 50n > BigInt(units) * denominator;
}
