import type { JointMoments } from "@liftproof/estimators";
import { ratioStandardDeviation } from "./ratio-standard-deviation.ts";
import { sizeMean } from "./size-mean.ts";
import type { Sizing } from "./sizing.ts";
import type { SizingOptions } from "./sizing-options.ts";

/** A ratio of two means to be moved and the circumstances of the experiment. */
export interface RatioSizing extends SizingOptions {
  /** Joint moments of (numerator, denominator) over units of a period like the one to come. */
  readonly pilot: JointMoments;
  /** Smallest effect worth finding, relative to the size of the ratio. Not 0. */
  readonly mdeRelative: number;
}

/**
 * Units and days to find a relative change of a ratio metric, from the moments of a pilot.
 *
 * @throws RangeError when the pilot has too little in it, its ratio is 0, or an option is out of range.
 */
export function sizeRatio({ pilot, mdeRelative, ...options }: RatioSizing): Sizing {
  const standardDeviation = ratioStandardDeviation(pilot);
  const [numerator = 0, denominator = 1] = pilot.means;
  if (numerator === 0) throw new RangeError("pilot: expected a numerator with a mean other than 0, got 0");
  if (!(standardDeviation > 0)) throw new RangeError(`pilot: expected a ratio that varies over units, got a standard deviation of ${standardDeviation}`);
  return sizeMean({ baseline: numerator / denominator, standardDeviation, mdeRelative, ...options });
}
