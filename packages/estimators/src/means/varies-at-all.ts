import type { Moments } from "../moments/moments.ts";

/** Deviations below this share of the mean are rounding, not data: a constant 0.1 summed by an engine. */
const ROUNDING_SHARE = 1e-14;

/** Squares below this have lost digits to underflow. */
const SMALLEST_SQUARES = 1e-280;

/** Whether some unit of some arm differs from the mean of its arm by more than rounding. */
export function variesAtAll(arms: readonly Moments[]): boolean {
  return arms.some(({ count, mean, m2 }) => {
    const noise = ROUNDING_SHARE * mean;
    return m2 > Math.max(count * noise * noise, SMALLEST_SQUARES);
  });
}
