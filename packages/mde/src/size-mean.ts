import { meanPower } from "./mean-power.ts";
import type { ReferenceDistribution } from "./mean-test-power.ts";
import type { Sizing } from "./sizing.ts";
import { sizingOf } from "./sizing-of.ts";
import type { SizingOptions } from "./sizing-options.ts";
import { sizingPlan } from "./sizing-plan.ts";

/** A mean to be moved and the circumstances of the experiment. */
export interface MeanSizing extends SizingOptions {
  /** Mean without the change, finite and not 0. */
  readonly baseline: number;
  /** Standard deviation over units, positive. For a ratio metric, `ratioStandardDeviation` of a pilot. */
  readonly standardDeviation: number;
  /** Smallest effect worth finding, relative to the size of the baseline. Not 0. */
  readonly mdeRelative: number;
  /** Default `"student-t"`, the exact noncentral one; `"normal"` is what textbook formulas give. */
  readonly distribution?: ReferenceDistribution;
}

/**
 * Units and days to find a relative change of a mean, or of a ratio by its delta-method deviation.
 *
 * @throws RangeError when the baseline is 0 (nothing is relative to it), the deviation is not positive,
 * or an option is out of range.
 */
export function sizeMean({ baseline, standardDeviation, mdeRelative, distribution = "student-t", ...options }: MeanSizing): Sizing {
  if (!Number.isFinite(baseline) || baseline === 0) {
    throw new RangeError(`baseline: expected a finite mean other than 0, got ${baseline}`);
  }
  if (!(standardDeviation > 0 && standardDeviation < Infinity)) {
    throw new RangeError(`standardDeviation: expected a finite number > 0, got ${standardDeviation}`);
  }
  if (!Number.isFinite(mdeRelative) || mdeRelative === 0) {
    throw new RangeError(`mdeRelative: expected a finite number other than 0, got ${mdeRelative}`);
  }
  const plan = sizingPlan(options);
  const left = standardDeviation * Math.sqrt(plan.varianceFactor);
  return sizingOf(plan, meanPower({ baseline, mdeRelative, standardDeviation: left, unitsPerCluster: plan.unitsPerCluster ?? 1, distribution }), mdeRelative);
}
