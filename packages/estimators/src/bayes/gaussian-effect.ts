import { agreeWithTest } from "../agree-with-test.ts";
import { checkedAlpha } from "../check-alpha.ts";
import { checkedEffect } from "../check-effect.ts";
import type { ComparisonOptions, Interval } from "../comparison.ts";
import {
  normalDensity,
  normalLower,
  normalQuantileUpper,
  normalUpper,
} from "../distributions/normal.ts";

/** In standard deviations: from here on the series is right to 1e-13. */
const FAR_OUT = 25;

/** An estimated effect and what was believed of it beforehand, all in units of the metric. */
export interface GaussianEffectInput extends ComparisonOptions {
  readonly difference: number;
  readonly standardError: number;
  readonly priorMean: number;
  readonly priorStandardDeviation: number;
  /** Half width of the region of practical equivalence: effects up to this, either way, do not matter. */
  readonly rope?: number;
}

/** What to believe of an effect after seeing the data. */
export interface GaussianEffect {
  readonly probabilityBetter: number;
  /** Metric given away, on average, by shipping the treatment. */
  readonly expectedLoss: number;
  /** Metric given away, on average, by keeping the control. */
  readonly expectedLossOfControl: number;
  /** With `rope` only: probability that the effect is too small to matter. */
  readonly probabilityInRope?: number;
  /** With `rope` only: probability that the treatment is better by more than that. */
  readonly probabilityAboveRope?: number;
  /** With `rope` only: probability that the treatment is worse by more than that. */
  readonly probabilityBelowRope?: number;
  readonly interval: Interval;
  readonly posteriorMean: number;
  readonly posteriorStandardDeviation: number;
}

/**
 * A normal prior on the effect updated by a normal estimate of it.
 *
 * @throws RangeError when a number is not finite, or a standard error, a deviation or the
 * region's half width is not above 0.
 *
 * Source: Gelman and others, "Bayesian Data Analysis", 3rd edition, 2.5.
 */
export function gaussianEffect(input: GaussianEffectInput): GaussianEffect {
  const { difference, standardError, priorMean, priorStandardDeviation, alpha, rope } = input;
  checkedAlpha(alpha);
  checkedEffect({ difference, standardError });
  if (!Number.isFinite(priorMean)) {
    throw new RangeError(`priorMean: expected a finite number, got ${priorMean}`);
  }
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
    expectedLoss: deviation * shortfall(z),
    expectedLossOfControl: deviation * shortfall(-z),
    ...inRope(),
    interval: agreeWithTest([mean - reach, mean + reach], mean, decided),
    posteriorMean: mean,
    posteriorStandardDeviation: deviation,
  };

  function inRope(): Partial<GaussianEffect> {
    if (rope === undefined) return {};
    checkedSpread("rope", rope);
    const [above, below] = [(rope - mean) / deviation, (rope + mean) / deviation];
    // Both ends seen from the side where the region is the tail, so that a small share keeps its digits.
    const within = mean > 0 ? normalLower(above) - normalUpper(below) : normalLower(below) - normalUpper(above);
    return {
      probabilityInRope: within,
      probabilityAboveRope: normalUpper(above),
      probabilityBelowRope: normalUpper(below),
    };
  }
}

/** E[max(-x, 0)] of a normal variable x of mean z and deviation 1: far out by its asymptotic series, which keeps its digits. */
function shortfall(z: number): number {
  if (z < FAR_OUT) return Math.max(0, normalDensity(z) - z * normalUpper(z));
  const square = 1 / (z * z);
  return normalDensity(z) * square * (1 - square * (3 - square * (15 - square * (105 - square * 945))));
}

function checkedSpread(name: string, value: number): void {
  if (!(value > 0 && value < Infinity)) {
    throw new RangeError(`${name}: expected a finite number > 0, got ${value}`);
  }
}
