import { ratePower } from "./rate-power.ts";
import type { Sizing } from "./sizing.ts";
import { sizingOf } from "./sizing-of.ts";
import type { SizingOptions } from "./sizing-options.ts";
import { sizingPlan } from "./sizing-plan.ts";

/** A rate to be moved and the circumstances of the experiment. */
export interface RateSizing extends SizingOptions {
  /** Rate without the change, in (0, 1). */
  readonly baseline: number;
  /** Smallest effect worth finding, relative to the baseline: 0.1 finds 5.5 % over 5 %. Not 0. */
  readonly mdeRelative: number;
}

/**
 * Units and days to find a relative change of a conversion rate.
 *
 * @throws RangeError when the baseline, or the rate after the effect, is outside (0, 1), or an option is
 * out of range.
 *
 * @example
 * ```ts
 * sizeRate({ baseline: 0.05, mdeRelative: 0.1 }).unitsPerArm; // => { control: 31234, treatment: 31234 }
 * ```
 */
export function sizeRate({ baseline, mdeRelative, ...options }: RateSizing): Sizing {
  if (!(baseline > 0 && baseline < 1)) throw new RangeError(`baseline: expected a rate in (0, 1), got ${baseline}`);
  if (!Number.isFinite(mdeRelative) || mdeRelative === 0) {
    throw new RangeError(`mdeRelative: expected a finite number other than 0, got ${mdeRelative}`);
  }
  const moved = baseline * (1 + mdeRelative);
  if (!(moved > 0 && moved < 1)) {
    throw new RangeError(`mdeRelative: expected an effect that leaves the rate in (0, 1), got ${mdeRelative} on ${baseline}`);
  }
  const plan = sizingPlan(options);
  return sizingOf(plan, ratePower({ baseline, mdeRelative, varianceFactor: plan.varianceFactor }), mdeRelative);
}
