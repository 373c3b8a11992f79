import { checkedEffect } from "../check-effect.ts";
import type { EstimatedEffect } from "../check-effect.ts";
import { normalQuantileUpper, normalUpper } from "../distributions/normal.ts";
import { studentTQuantileUpper, studentTUpper } from "../distributions/student-t.ts";
import type { NonInferiority, NonInferiorityOptions } from "./judge-harm.ts";
import { checkedNonInferiority, harmOf, judgeHarm } from "./judge-harm.ts";

/** An estimated effect with the distribution its statistic follows. */
export interface DistributedEffect extends EstimatedEffect {
  /** `null` when the reference distribution is normal. */
  readonly degreesOfFreedom: number | null;
}

/**
 * Is the treatment at most a margin worse than the control? Takes what a comparison of means or ratios
 * returns; rates have `rateNonInferiority`, whose standard error is the one at the margin.
 *
 * @throws RangeError when alpha is not between 0 and 1/2, the margin is negative, or the effect is no number.
 *
 * Source: the one-sided t test with a shifted hypothesis; Blackwelder, "Proving the Null Hypothesis in
 * Clinical Trials", Controlled Clinical Trials 3, 1982.
 *
 * @example
 * ```ts
 * const effect = { difference: -0.2, standardError: 0.3, degreesOfFreedom: null };
 * nonInferiority(effect, { margin: 1, direction: "up", alpha: 0.025 }).verdict; // => "non-inferior"
 * ```
 */
export function nonInferiority(
  effect: DistributedEffect,
  options: NonInferiorityOptions,
): NonInferiority {
  const { difference, standardError, degreesOfFreedom } = checkedEffect(effect);
  const { margin, direction, alpha } = checkedNonInferiority(options);
  const harm = harmOf(difference, direction);
  const spared = (margin - harm) / standardError;
  const upper = (t: number): number =>
    degreesOfFreedom === null ? normalUpper(t) : studentTUpper(t, degreesOfFreedom);
  const critical =
    degreesOfFreedom === null ? normalQuantileUpper(alpha) : studentTQuantileUpper(alpha, degreesOfFreedom);
  const reach = critical * standardError;
  return judgeHarm(
    { harm, bound: harm + reach, leastHarm: harm - reach, pValue: upper(spared), pValueOfLess: upper(-spared) },
    options,
  );
}
