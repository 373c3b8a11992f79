import { bracketedRoot } from "../bracketed-root.ts";
import type { Interval } from "../comparison.ts";
import { rateDifference } from "./pooled-score.ts";
import type { RateCount } from "./rate-count.ts";
import { scoreAtDifference } from "./score-at-difference.ts";

/**
 * Score interval of a difference of rates: every difference the score test does not reject.
 *
 * The exact dual of the pooled score test, which is its case of no difference. Stays inside [-1, 1] and
 * needs no correction at rare rates. Some unit must have converted and some not.
 *
 * @param critical - Normal quantile, or the boundary of a sequential test.
 *
 * Source: Mee, "Confidence Bounds for the Difference between Two Probabilities", Biometrics 40, 1984:
 * Miettinen and Nurminen's interval without its factor N / (N - 1).
 */
export function meeInterval(control: RateCount, treatment: RateCount, critical: number): Interval {
  const observed = rateDifference(control, treatment);
  const upper = upperEnd({ control, treatment, observed, critical });
  const lower = -upperEnd({ control: treatment, treatment: control, observed: -observed, critical });
  return [lower, upper];
}

interface EndInput {
  readonly control: RateCount;
  readonly treatment: RateCount;
  readonly observed: number;
  readonly critical: number;
}

function upperEnd({ control, treatment, observed, critical }: EndInput): number {
  if (observed === 1) return 1;
  return bracketedRoot(
    (difference) => -scoreAtDifference(control, treatment, difference) - critical,
    [observed, 1],
  );
}
