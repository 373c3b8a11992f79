import type { Interval } from "../comparison.ts";
import type { RateCount } from "./rate-count.ts";
import { rateDifference } from "./pooled-score.ts";
import { wilsonInterval } from "./wilson-interval.ts";

/**
 * Hybrid score interval of a difference of rates, from the Wilson interval of each arm.
 *
 * Widely reported, so offered for comparison; it disagrees with the score test in 0.1 to 2.7 % of cases,
 * so it never decides.
 *
 * Source: Newcombe, "Interval Estimation for the Difference between Independent Proportions", Statistics
 * in Medicine 17, 1998, method 10.
 */
export function newcombeInterval(
  control: RateCount,
  treatment: RateCount,
  critical: number,
): Interval {
  const difference = rateDifference(control, treatment);
  const controlRate = control.successes / control.trials;
  const treatmentRate = treatment.successes / treatment.trials;
  const [controlLow, controlHigh] = wilsonInterval(control, critical);
  const [treatmentLow, treatmentHigh] = wilsonInterval(treatment, critical);
  return [
    difference - Math.hypot(treatmentRate - treatmentLow, controlHigh - controlRate),
    difference + Math.hypot(treatmentHigh - treatmentRate, controlRate - controlLow),
  ];
}
