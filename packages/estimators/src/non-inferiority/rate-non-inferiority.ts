import { normalQuantileUpper, normalUpper } from "../distributions/normal.ts";
import { meeInterval } from "../rates/mee-interval.ts";
import { rateDifference } from "../rates/pooled-score.ts";
import type { RateCount } from "../rates/rate-count.ts";
import { checkedRate } from "../rates/rate-count.ts";
import { scoreAtDifference } from "../rates/score-at-difference.ts";
import { whyRatesInsufficient } from "../rates/why-rates-insufficient.ts";
import type { InsufficientReason } from "../comparison.ts";
import type { NonInferiority, NonInferiorityOptions } from "./judge-harm.ts";
import { checkedNonInferiority, harmOf, judgeHarm } from "./judge-harm.ts";

/** A verdict on harm, or why there is none yet. */
export type NonInferiorityResult =
  | (NonInferiority & { readonly kind: "judged" })
  | { readonly kind: "insufficient"; readonly reason: InsufficientReason };

/** How many standard errors a level asks for, and the p-value of as many. */
export interface OneSidedTest {
  readonly critical: number;
  readonly pValueOf: (statistic: number) => number;
}

/**
 * Is the treatment's rate at most a margin worse than the control's, by the score test with the margin
 * held; its bounds are Mee's, so they agree with it.
 *
 * @returns `insufficient` when an arm is empty, or no unit, or every unit, converted.
 * @throws RangeError when a count is not whole, successes exceed trials, or an option is out of range.
 *
 * Source: Farrington and Manning, "Test Statistics and Sample Size Formulae for Comparative Binomial Trials
 * with Null Hypothesis of Non-Zero Risk Difference", Statistics in Medicine 9, 1990.
 */
export function rateNonInferiority(
  control: RateCount,
  treatment: RateCount,
  options: NonInferiorityOptions,
): NonInferiorityResult {
  checkedRate("control", control);
  checkedRate("treatment", treatment);
  const { alpha } = checkedNonInferiority(options);
  const reason = whyRatesInsufficient(control, treatment);
  if (reason !== undefined) return { kind: "insufficient", reason };
  const test = { critical: normalQuantileUpper(alpha), pValueOf: normalUpper };
  return { kind: "judged", ...judgeRates({ control, treatment, test }, options) };
}

/** Two rates, and the test that is to judge them. */
export interface RatesUnderTest {
  readonly control: RateCount;
  readonly treatment: RateCount;
  readonly test: OneSidedTest;
}

/** The verdict on two rates by any one-sided test of their score. */
export function judgeRates(
  { control, treatment, test }: RatesUnderTest,
  options: NonInferiorityOptions,
): NonInferiority {
  const { margin, direction } = options;
  const [low, high] = meeInterval(control, treatment, test.critical);
  const up = direction === "up";
  const spared = (up ? 1 : -1) * scoreAtDifference(control, treatment, up ? -margin : margin);
  return judgeHarm(
    {
      harm: harmOf(rateDifference(control, treatment), direction),
      bound: up ? 0 - low : high,
      leastHarm: up ? 0 - high : low,
      pValue: test.pValueOf(spared),
      pValueOfLess: test.pValueOf(-spared),
    },
    options,
  );
}
