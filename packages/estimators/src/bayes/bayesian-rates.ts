import { agreeWithTest } from "../agree-with-test.ts";
import { checkedAlpha } from "../check-alpha.ts";
import type { ComparisonOptions, Interval } from "../comparison.ts";
import type { BetaShapes } from "../distributions/beta.ts";
import { checkedShape } from "../distributions/check-argument.ts";
import type { RateCount } from "../rates/rate-count.ts";
import { checkedRate } from "../rates/rate-count.ts";
import type { BetaPrior } from "./beta-posterior.ts";
import { betaPosterior } from "./beta-posterior.ts";
import { differenceQuantile } from "./difference-quantile.ts";
import { expectedShortfalls } from "./expected-shortfalls.ts";
import { probabilityGreater } from "./probability-greater.ts";
import { ratioQuantile } from "./ratio-quantile.ts";
import { ropeProbabilities } from "./rope-probabilities.ts";

/** The prior used when none is given: Jeffreys', Beta(1/2, 1/2). */
export const DEFAULT_RATE_PRIOR: BetaPrior = [0.5, 0.5];

/** Interval width and prior of both arms. */
export interface BayesianRatesOptions extends ComparisonOptions {
  /** Defaults to {@link DEFAULT_RATE_PRIOR}. */
  readonly prior?: BetaPrior;
  /**
   * Half width of the region of practical equivalence: differences of rates up to this, either way, do not
   * matter. In (0, 1), as a difference of rates.
   */
  readonly rope?: number;
}

/** What to believe of the treatment after seeing the data. */
export interface BayesianRates {
  /** Probability that the treatment's rate is above the control's. */
  readonly probabilityBetter: number;
  /** Rate given away, on average, by shipping the treatment: 0 where it is the better one. */
  readonly expectedLoss: number;
  /** Rate given away, on average, by keeping the control. */
  readonly expectedLossOfControl: number;
  /** With `rope` only: probability that the difference is too small to matter. */
  readonly probabilityInRope?: number;
  /** With `rope` only: probability that the treatment is better by more than that. */
  readonly probabilityAboveRope?: number;
  /** With `rope` only: probability that the treatment is worse by more than that. */
  readonly probabilityBelowRope?: number;
  /**
   * Equal-tailed, of the difference; leaves out 0 exactly when `probabilityBetter` is below alpha / 2 or
   * above 1 - alpha / 2.
   */
  readonly interval: Interval;
  /** Equal-tailed, of treatment over control minus 1. */
  readonly liftInterval: Interval;
  readonly prior: BetaPrior;
}

/**
 * Rates compared by their beta posteriors, exactly and without sampling: the same input gives the same
 * bytes.
 *
 * Always has an answer: with no data at all it is that of the prior.
 *
 * @throws RangeError when a count is not whole, successes exceed trials, a prior shape is not positive, or
 * alpha or the region's half width is not between 0 and 1.
 *
 * Source: the beta-binomial model, Gelman and others, "Bayesian Data Analysis", 3rd edition, 2.4; Jeffreys'
 * prior, 2.8.
 */
export function bayesianRates(
  control: RateCount,
  treatment: RateCount,
  { alpha, prior = DEFAULT_RATE_PRIOR, rope }: BayesianRatesOptions,
): BayesianRates {
  checkedAlpha(alpha);
  checkedShape("prior[0]", prior[0]);
  checkedShape("prior[1]", prior[1]);
  const before = betaPosterior(prior, checkedRate("control", control));
  const after = betaPosterior(prior, checkedRate("treatment", treatment));
  const { firstGreater, secondGreater } = probabilityGreater(before, after);
  const loss = expectedShortfalls(before, after);
  const smaller = Math.min(firstGreater, secondGreater);
  const decided = smaller < alpha / 2;
  const direction = secondGreater - firstGreater;
  return {
    probabilityBetter: secondGreater,
    expectedLoss: loss.second,
    expectedLossOfControl: loss.first,
    ...inRope(),
    interval: agreeWithTest(equalTailed(differenceQuantile, before, after), direction, decided),
    liftInterval: agreeWithTest(equalTailed(ratioQuantile, before, after), direction, decided),
    prior,
  };

  function inRope(): Partial<BayesianRates> {
    if (rope === undefined) return {};
    const { below, within, above } = ropeProbabilities(before, after, checkedRope(rope));
    return { probabilityInRope: within, probabilityAboveRope: above, probabilityBelowRope: below };
  }

  function equalTailed(
    quantile: (x: BetaShapes, y: BetaShapes, p: number) => number,
    x: BetaShapes,
    y: BetaShapes,
  ): Interval {
    return [quantile(x, y, alpha / 2), quantile(x, y, 1 - alpha / 2)];
  }
}

function checkedRope(rope: number): number {
  if (!(rope > 0 && rope < 1)) {
    throw new RangeError(`rope: expected a difference of rates between 0 and 1, got ${rope}`);
  }
  return rope;
}
