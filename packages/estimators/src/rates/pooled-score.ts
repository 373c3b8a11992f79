import type { RateCount } from "./rate-count.ts";

/** The score test of equal rates. */
export interface PooledScore {
  readonly difference: number;
  readonly standardError: number;
  readonly statistic: number;
}

/**
 * Difference of two rates over its standard error when both arms share one rate.
 *
 * The statistic squared is the uncorrected chi-square of the two-by-two table. Some unit must have
 * converted and some not.
 */
export function pooledScore(control: RateCount, treatment: RateCount): PooledScore {
  const units = control.trials + treatment.trials;
  const conversions = control.successes + treatment.successes;
  const difference = rateDifference(control, treatment);
  const variance =
    (conversions / units) *
    ((units - conversions) / units) *
    (1 / control.trials + 1 / treatment.trials);
  const standardError = Math.sqrt(variance);
  return { difference, standardError, statistic: difference / standardError };
}

/** Treatment rate minus control rate, over one denominator so that equal rates give exactly 0. */
export function rateDifference(control: RateCount, treatment: RateCount): number {
  const numerator = treatment.successes * control.trials - control.successes * treatment.trials;
  return numerator / control.trials / treatment.trials;
}
