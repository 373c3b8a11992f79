import { rateDifference } from "./pooled-score.ts";
import type { RateCount } from "./rate-count.ts";
import { restrictedByDifference } from "./restricted-rates.ts";

/**
 * How many standard errors the observed difference lies above a supposed one, the likeliest rates with
 * that difference giving the standard error.
 *
 * At a difference of 0 it is the pooled score. Source: Mee, Biometrics 40, 1984.
 */
export function scoreAtDifference(control: RateCount, treatment: RateCount, difference: number): number {
  const observed = rateDifference(control, treatment);
  if (difference === observed) return 0;
  const rates = restrictedByDifference(control, treatment, difference);
  const variance =
    (rates.treatment * rates.treatmentComplement) / treatment.trials +
    (rates.control * rates.controlComplement) / control.trials;
  return (observed - difference) / Math.sqrt(Math.max(0, variance));
}
