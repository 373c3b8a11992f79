import { agreeWithTest } from "../agree-with-test.ts";
import { koopmanInterval } from "../rates/koopman-interval.ts";
import { meeInterval } from "../rates/mee-interval.ts";
import { pooledScore } from "../rates/pooled-score.ts";
import type { RateCount } from "../rates/rate-count.ts";
import { checkedRate } from "../rates/rate-count.ts";
import { whyRatesInsufficient } from "../rates/why-rates-insufficient.ts";
import type { SequenceOptions } from "./confidence-sequence.ts";
import { confidenceSequence } from "./confidence-sequence.ts";
import type { SequentialResult } from "./sequential-result.ts";

const FEWEST_UNITS = 100;
const FEWEST_EXPECTED_CONVERSIONS = 5;

/**
 * Rates compared at any number of looks: the score test with the boundary of a confidence sequence.
 *
 * @returns `insufficient` until each arm holds 100 units and expects 5 conversions at the pooled rate;
 * before that the normal limit the sequence rests on has not set in.
 * @throws RangeError when a count is not whole, successes exceed trials, or an option is out of range.
 *
 * Source: Waudby-Smith and others, Annals of Statistics 2024; intervals by Mee and Koopman, 1984.
 */
export function sequentialRates(
  control: RateCount,
  treatment: RateCount,
  options: SequenceOptions,
): SequentialResult {
  checkedRate("control", control);
  checkedRate("treatment", treatment);
  const reason = whyRatesInsufficient(control, treatment);
  if (reason !== undefined) return { kind: "insufficient", reason };
  const units = control.trials + treatment.trials;
  const fewest = Math.min(control.trials, treatment.trials);
  if (fewest < FEWEST_UNITS) return { kind: "insufficient", reason: "too_few_units" };
  if (fewest * (control.successes + treatment.successes) < FEWEST_EXPECTED_CONVERSIONS * units) {
    return { kind: "insufficient", reason: "too_few_conversions" };
  }
  const { difference, statistic } = pooledScore(control, treatment);
  const { critical, pValue } = confidenceSequence(units, statistic, options);
  const significant = pValue < options.alpha;
  const ratio = koopmanInterval(control, treatment, critical);
  return {
    kind: "valid",
    pValue,
    interval: agreeWithTest(meeInterval(control, treatment, critical), difference, significant),
    liftInterval: ratio === "unbounded" ? ratio : agreeWithTest(ratio, difference, significant),
  };
}
