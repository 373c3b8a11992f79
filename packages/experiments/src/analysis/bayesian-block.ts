import { bayesianRates, gaussianEffect } from "@liftproof/estimators";
import type { BetaPrior, Compared, Interval } from "@liftproof/estimators";
import type { MetricMoments } from "./analysis-input.ts";
import type { BayesianBlock } from "./analysis-result.ts";
import type { ArmPair } from "./arm-pair.ts";
import { rateOfArm } from "./rate-of-arm.ts";

/** Which priors there are. */
export interface BayesianOptions {
  readonly alpha: number;
  readonly prior?: BetaPrior;
  readonly priorSd?: number;
  readonly rope?: number;
}

/**
 * What to believe of the treatment: exact for rates, with a normal prior on the effect for means,
 * ratios and quantiles, `undefined` for those without one.
 *
 * Where down is good the arms change roles, so that better and loss keep their meaning.
 */
export function bayesianBlock(
  metric: MetricMoments,
  { control, treatment, effect }: ArmPair & { readonly effect: Compared },
  { alpha, prior, priorSd, rope }: BayesianOptions,
): BayesianBlock | undefined {
  const region = rope === undefined ? {} : { rope };
  const down = metric.direction === "down";
  if (metric.kind === "rate") {
    const [before, after] = [rateOfArm(metric.byArm, control), rateOfArm(metric.byArm, treatment)];
    const options = { alpha, ...region, ...(prior === undefined ? {} : { prior }) };
    const found = bayesianRates(before, after, options);
    return { ...oriented(down ? bayesianRates(after, before, options) : found, down), liftInterval: found.liftInterval };
  }
  if (priorSd === undefined) return undefined;
  const { difference, standardError } = effect;
  const found = gaussianEffect({
    difference: down ? -difference : difference,
    standardError,
    priorMean: 0,
    priorStandardDeviation: priorSd,
    alpha,
    ...region,
  });
  return oriented(found, down);
}

function oriented({ probabilityBetter, expectedLoss, interval, probabilityInRope }: BayesianBlock, down: boolean): BayesianBlock {
  const mirrored: Interval = [0 - interval[1], 0 - interval[0]];
  return {
    probabilityBetter,
    expectedLoss,
    interval: down ? mirrored : interval,
    ...(probabilityInRope === undefined ? {} : { probabilityInRope }),
  };
}
