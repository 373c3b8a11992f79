import { bracketedRoot } from "../bracketed-root.ts";
import type { Interval } from "../comparison.ts";
import type { RateCount } from "./rate-count.ts";
import { restrictedByRatio } from "./restricted-rates.ts";

/**
 * Score interval of the lift, treatment rate over control rate minus 1.
 *
 * The exact dual of the pooled score test, which is its case of a ratio of 1. Its low end is -1 when no
 * unit of the treatment converted.
 *
 * @param critical - Normal quantile, or the boundary of a sequential test.
 * @returns `"unbounded"` when no unit of the control converted.
 *
 * Source: Koopman, "Confidence Intervals for the Ratio of Two Binomial Proportions", Biometrics 40, 1984.
 */
export function koopmanInterval(
  control: RateCount,
  treatment: RateCount,
  critical: number,
): Interval | "unbounded" {
  if (control.successes === 0) return "unbounded";
  const observed =
    (treatment.successes / treatment.trials) * (control.trials / control.successes);
  const excess = (direction: 1 | -1, ratio: number): number => {
    if (ratio === observed) return -critical;
    const rates = restrictedByRatio(control, treatment, ratio);
    const variance =
      (rates.treatment * rates.treatmentComplement) / treatment.trials +
      (ratio * ratio * rates.control * rates.controlComplement) / control.trials;
    const gap =
      ratio * (control.successes / control.trials) - treatment.successes / treatment.trials;
    return (direction * gap) / Math.sqrt(Math.max(0, variance)) - critical;
  };
  let far = 2 * observed + 1;
  while (excess(1, far) < 0) far *= 4;
  const upper = bracketedRoot((ratio) => excess(1, ratio), [observed, far]);
  const lower =
    treatment.successes === 0 ? 0 : bracketedRoot((ratio) => excess(-1, ratio), [0, observed]);
  return [lower - 1, upper - 1];
}
