import { agreeWithTest } from "../agree-with-test.ts";
import { koopmanInterval } from "../rates/koopman-interval.ts";
import { meeInterval } from "../rates/mee-interval.ts";
import { pooledScore } from "../rates/pooled-score.ts";
import type { RateCount } from "../rates/rate-count.ts";
import { checkedRate } from "../rates/rate-count.ts";
import type { SequenceOptions } from "./confidence-sequence.ts";
import { confidenceSequence } from "./confidence-sequence.ts";
import type { SequentialResult } from "./sequential-result.ts";
import { whyTooEarlyForRates } from "./why-too-early-for-rates.ts";

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
  const reason = whyTooEarlyForRates(control, treatment);
  if (reason !== undefined) return { kind: "insufficient", reason };
  const units = control.trials + treatment.trials;
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
