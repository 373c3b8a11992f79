import { meanPower } from "./mean-power.ts";
import type { Sizing } from "./sizing.ts";
import { sizingOf } from "./sizing-of.ts";
import type { SizingOptions } from "./sizing-options.ts";
import { sizingPlan } from "./sizing-plan.ts";

/** A guardrail to be shown unharmed and the circumstances of the experiment. */
export interface NonInferioritySizing extends SizingOptions {
  /** Standard deviation over units, positive. Of a rate p it is the root of p (1 - p). */
  readonly standardDeviation: number;
  /** Harm that would still be accepted, in units of the metric, positive. */
  readonly margin: number;
  /** One-sided level, below 0.5. Default 0.025. */
  readonly alpha?: number;
}

/**
 * Units and days to show that a metric is harmed by less than a margin, when it is not harmed at all.
 *
 * The same t test as for an effect of the size of the margin, on one side. In `mdeByDay` the smallest
 * effect is the smallest margin that could be kept by that day, in units of the metric; `powerByEffect` runs
 * over margins likewise.
 *
 * @throws RangeError when the deviation or the margin is not positive, or an option is out of range.
 */
export function sizeNonInferiority({ standardDeviation, margin, alpha = 0.025, ...options }: NonInferioritySizing): Sizing {
  if (!(standardDeviation > 0 && standardDeviation < Infinity)) {
    throw new RangeError(`standardDeviation: expected a finite number > 0, got ${standardDeviation}`);
  }
  if (!(margin > 0 && margin < Infinity)) throw new RangeError(`margin: expected a finite number > 0, got ${margin}`);
  if (!(alpha > 0 && alpha < 0.5)) throw new RangeError(`alpha: expected a one-sided level in (0, 0.5), got ${alpha}`);
  const plan = sizingPlan({ ...options, alpha: 2 * alpha });
  const left = standardDeviation * Math.sqrt(plan.varianceFactor);
  return sizingOf(plan, meanPower({ baseline: 1, mdeRelative: margin, standardDeviation: left, unitsPerCluster: plan.unitsPerCluster ?? 1 }), margin);
}
