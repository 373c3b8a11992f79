import { agreeWithTest } from "../agree-with-test.ts";
import { checkedAlpha } from "../check-alpha.ts";
import type { ComparisonOptions, Interval } from "../comparison.ts";
import {
  normalDensity,
  normalLower,
  normalQuantileUpper,
  normalUpper,
} from "../distributions/normal.ts";

/** An estimated effect and what was believed of it beforehand, all in units of the metric. */
export interface GaussianEffectInput extends ComparisonOptions {
  readonly difference: number;
  readonly standardError: number;
  readonly priorMean: number;
  readonly priorStandardDeviation: number;
}

/** What to believe of an effect after seeing the data. */
export interface GaussianEffect {
  readonly probabilityBetter: number;
  /** Metric given away, on average, by shipping the treatment. */
  readonly expectedLoss: number;
  readonly interval: Interval;
  readonly posteriorMean: number;
  readonly posteriorStandardDeviation: number;
}

/**
 * A normal prior on the effect updated by a normal estimate of it.
 *
 * @throws RangeError when a number is not finite, or a standard error or deviation is not above 0.
 *
 * Source: Gelman and others, "Bayesian Data Analysis", 3rd edition, 2.5.
 */
export function gaussianEffect(input: GaussianEffectInput): GaussianEffect {
  const { difference, standardError, priorMean, priorStandardDeviation, alpha } = input;
  checkedAlpha(alpha);
  checkedFinite("difference", difference);
  checkedFinite("priorMean", priorMean);
  checkedSpread("standardError", standardError);
  checkedSpread("priorStandardDeviation", priorStandardDeviation);
  const spread = Math.hypot(standardError, priorStandardDeviation);
  const weight = (priorStandardDeviation / spread) ** 2;
  const mean = priorMean + weight * (difference - priorMean);
  const deviation = (standardError / spread) * priorStandardDeviation;
  const z = mean / deviation;
  const reach = normalQuantileUpper(alpha / 2) * deviation;
  const decided = Math.min(normalLower(z), normalUpper(z)) < alpha / 2;
  return {
    probabilityBetter: normalLower(z),
    expectedLoss: Math.max(0, deviation * (normalDensity(z) - z * normalUpper(z))),
    interval: agreeWithTest([mean - reach, mean + reach], mean, decided),
    posteriorMean: mean,
    posteriorStandardDeviation: deviation,
  };
}

function checkedFinite(name: string, value: number): void {
  if (!Number.isFinite(value)) throw new RangeError(`${name}: expected a finite number, got ${value}`);
}

function checkedSpread(name: string, value: number): void {
  if (!(value > 0 && value < Infinity)) {
    throw new RangeError(`${name}: expected a finite number > 0, got ${value}`);
  }
}
