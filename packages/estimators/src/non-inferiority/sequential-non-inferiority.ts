import type { Moments } from "../moments/moments.ts";
import type { RateCount } from "../rates/rate-count.ts";
import { checkedRate } from "../rates/rate-count.ts";
import { meanEvidence } from "../sequential/mean-evidence.ts";
import { oneSidedSequence } from "../sequential/one-sided-sequence.ts";
import { whyTooEarlyForRates } from "../sequential/why-too-early-for-rates.ts";
import type { NonInferiorityOptions } from "./judge-harm.ts";
import { checkedNonInferiority, harmOf, judgeHarm } from "./judge-harm.ts";
import type { NonInferiorityResult, OneSidedTest } from "./rate-non-inferiority.ts";
import { judgeRates } from "./rate-non-inferiority.ts";

/** Margin and level, over all looks together, and the size the launch gate asked for. */
export interface SequentialNonInferiorityOptions extends NonInferiorityOptions {
  /** Units of both arms at which the bounds are tightest. */
  readonly plannedUnits: number;
}

/** As for any look at means, with what moments alone cannot tell. */
export interface SequentialMeanNonInferiorityOptions extends SequentialNonInferiorityOptions {
  /** Units with a value other than zero, of control and treatment. */
  readonly nonzeroUnits?: readonly [control: number, treatment: number];
}

/**
 * Whether the treatment's rate is unacceptably worse, readable at any number of looks: the score test of the
 * margin against the boundary of a one-sided confidence sequence.
 *
 * Each bound holds at all looks together with probability 1 - alpha.
 *
 * @returns `insufficient` until each arm holds 100 units and expects 5 conversions at the pooled rate.
 * @throws RangeError when a count is not whole, successes exceed trials, or an option is out of range.
 *
 * Source: Waudby-Smith and others, "Time-uniform central limit theory and asymptotic confidence
 * sequences", Annals of Statistics 2024.
 */
export function sequentialRateNonInferiority(
  control: RateCount,
  treatment: RateCount,
  options: SequentialNonInferiorityOptions,
): NonInferiorityResult {
  checkedRate("control", control);
  checkedRate("treatment", treatment);
  checkedNonInferiority(options);
  const reason = whyTooEarlyForRates(control, treatment);
  if (reason !== undefined) return { kind: "insufficient", reason };
  const test = sequenceTest(control.trials + treatment.trials, options);
  return { kind: "judged", ...judgeRates({ control, treatment, test }, options) };
}

/**
 * As {@link sequentialRateNonInferiority}, of means, with the variance of `sequentialMeans`.
 *
 * @returns `insufficient` until each arm holds 30 units with a value other than zero, and while nothing
 * varies.
 * @throws RangeError when an option is out of range, or no data could have the moments.
 *
 * Source: Waudby-Smith and others, Annals of Statistics 2024.
 */
export function sequentialMeanNonInferiority(
  control: Moments,
  treatment: Moments,
  options: SequentialMeanNonInferiorityOptions,
): NonInferiorityResult {
  const { margin, direction } = checkedNonInferiority(options);
  const evidence = meanEvidence(control, treatment, options.nonzeroUnits);
  if (typeof evidence === "string") return { kind: "insufficient", reason: evidence };
  const { critical, pValueOf } = sequenceTest(evidence.units, options);
  const harm = harmOf(evidence.difference, direction);
  const standardError = Math.sqrt(evidence.differenceVariance);
  const spared = (margin - harm) / standardError;
  const reach = critical * standardError;
  const estimate = {
    harm,
    bound: harm + reach,
    leastHarm: harm - reach,
    pValue: pValueOf(spared),
    pValueOfLess: pValueOf(-spared),
  };
  return { kind: "judged", ...judgeHarm(estimate, options) };
}

function sequenceTest(units: number, options: SequentialNonInferiorityOptions): OneSidedTest {
  const { critical } = oneSidedSequence(units, 0, options);
  return { critical, pValueOf: (statistic) => oneSidedSequence(units, statistic, options).pValue };
}
