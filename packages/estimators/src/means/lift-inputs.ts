import { checkedAlpha } from "../check-alpha.ts";
import { studentTQuantileUpper } from "../distributions/student-t.ts";
import { checkedMoments } from "../moments/check-moments.ts";
import type { Moments } from "../moments/moments.ts";
import type { ArmEstimate } from "./arm-estimate.ts";
import { estimateOfMean } from "./estimate-of-mean.ts";
import { satterthwaite } from "./satterthwaite.ts";
import { variesAtAll } from "./varies-at-all.ts";

/** How wide an interval to give. */
export interface LiftIntervalOptions {
  /** Two-sided error rate in (0, 1). */
  readonly alpha: number;
  /** Quantile to use in place of Welch's t at `alpha`, for comparison with tools that use the normal. */
  readonly critical?: number;
}

/**
 * Why a lift interval does not exist.
 *
 * - `too_few_units`, `no_variation`: as for a comparison of means
 * - `mean_not_positive`: a mean at or below zero has no logarithm
 * - `base_zero`: nothing can be divided by a control mean of zero
 * - `unbounded`: an end is larger than any double
 */
export type NoLiftInterval =
  | "too_few_units"
  | "no_variation"
  | "mean_not_positive"
  | "base_zero"
  | "unbounded";

/** Two means worth an interval, and the quantile to build it with. */
export interface LiftInputs {
  readonly control: ArmEstimate;
  readonly treatment: ArmEstimate;
  readonly critical: number;
}

/** Both means as estimates, or why there is no interval. */
export function liftInputs(
  control: Moments,
  treatment: Moments,
  { alpha, critical }: LiftIntervalOptions,
): LiftInputs | "too_few_units" | "no_variation" {
  checkedAlpha(alpha);
  checkedMoments("control", control);
  checkedMoments("treatment", treatment);
  if (control.count < 2 || treatment.count < 2) return "too_few_units";
  if (!variesAtAll([control, treatment])) return "no_variation";
  const arms = [estimateOfMean(control), estimateOfMean(treatment)] as const;
  return {
    control: arms[0],
    treatment: arms[1],
    critical: critical ?? studentTQuantileUpper(alpha / 2, satterthwaite(arms)),
  };
}
