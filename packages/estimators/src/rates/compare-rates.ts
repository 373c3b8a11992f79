import { agreeWithTest } from "../agree-with-test.ts";
import { checkedAlpha } from "../check-alpha.ts";
import type { Comparison, ComparisonOptions } from "../comparison.ts";
import { normalQuantileUpper, normalUpper } from "../distributions/normal.ts";
import { fisherExact } from "./fisher-exact.ts";
import { koopmanInterval } from "./koopman-interval.ts";
import { meeInterval } from "./mee-interval.ts";
import { newcombeInterval } from "./newcombe-interval.ts";
import { pooledScore } from "./pooled-score.ts";
import type { RateCount } from "./rate-count.ts";
import { checkedRate } from "./rate-count.ts";
import { whyRatesInsufficient } from "./why-rates-insufficient.ts";

/** An expected cell under this count is where the normal approximation deserves an exact companion. */
const SMALL_EXPECTED_CELL = 5;

/**
 * Conversion rate of the treatment against that of the control, by the pooled score test.
 *
 * @returns `insufficient` with `too_few_units` when an arm is empty, `no_conversions` or `all_converted`
 * when the two arms together leave nothing to compare.
 * @throws RangeError when a count is not whole, successes exceed trials, or alpha is not between 0 and 1.
 *
 * Source: intervals by Mee, 1984, and Koopman, 1984, which are exact duals of the test.
 *
 * @example
 * ```ts
 * const result = compareRates(
 *   { successes: 300, trials: 10_000 },
 *   { successes: 90, trials: 2_500 },
 *   { alpha: 0.05 },
 * );
 * result.kind; // => "compared"
 * ```
 */
export function compareRates(
  control: RateCount,
  treatment: RateCount,
  { alpha }: ComparisonOptions,
): Comparison {
  checkedAlpha(alpha);
  checkedRate("control", control);
  checkedRate("treatment", treatment);
  const reason = whyRatesInsufficient(control, treatment);
  if (reason !== undefined) {
    return {
      kind: "insufficient",
      reason,
      controlMean: rateOf(control),
      treatmentMean: rateOf(treatment),
    };
  }
  const controlMean = control.successes / control.trials;
  const score = pooledScore(control, treatment);
  const { difference, statistic } = score;
  const pValue = 2 * normalUpper(Math.abs(statistic));
  const critical = normalQuantileUpper(alpha / 2);
  const significant = pValue < alpha;
  const ratio = koopmanInterval(control, treatment, critical);
  return {
    kind: "compared",
    test: "pooled-score",
    controlMean,
    treatmentMean: treatment.successes / treatment.trials,
    ...score,
    degreesOfFreedom: null,
    pValue,
    interval: agreeWithTest(meeInterval(control, treatment, critical), difference, significant),
    lift: control.successes === 0 ? null : rateLift(control, treatment),
    liftInterval: ratio === "unbounded" ? ratio : agreeWithTest(ratio, difference, significant),
    newcombeInterval: newcombeInterval(control, treatment, critical),
    ...(hasSmallCell(control, treatment) ? { exactPValue: fisherExact(control, treatment) } : {}),
  };
}

/** Treatment rate over control rate minus 1, over one denominator: exactly -1 when no unit of the treatment converted. */
function rateLift(control: RateCount, treatment: RateCount): number {
  const base = control.successes * treatment.trials;
  return (treatment.successes * control.trials - base) / base;
}

/** The rate of an arm, or `null` when it has no units. */
function rateOf({ successes, trials }: RateCount): number | null {
  return trials === 0 ? null : successes / trials;
}

function hasSmallCell(control: RateCount, treatment: RateCount): boolean {
  const units = control.trials + treatment.trials;
  const conversions = control.successes + treatment.successes;
  const rarerOutcome = Math.min(conversions, units - conversions);
  const smallerArm = Math.min(control.trials, treatment.trials);
  return (rarerOutcome / units) * smallerArm < SMALL_EXPECTED_CELL;
}
