import { betaCurve, betaTails, logBetaKernel } from "../distributions/beta-tails.ts";
import type { BetaShapes } from "../distributions/beta.ts";
import { checkedShape } from "../distributions/check-argument.ts";
import { unitPointAtLogOdds } from "../distributions/unit-point.ts";
import type { RateCount } from "../rates/rate-count.ts";
import { checkedRate } from "../rates/rate-count.ts";
import type { BetaPrior } from "./beta-posterior.ts";
import { betaMean, betaPosterior, logOddsSpread } from "./beta-posterior.ts";
import { DEFAULT_RATE_PRIOR } from "./bayesian-rates.ts";
import { integratePanels } from "./integrate-panels.ts";

/** Prior of every arm. */
export interface BestArmOptions {
  /** Defaults to Jeffreys' prior, Beta(1/2, 1/2). */
  readonly prior?: BetaPrior;
}

/** What to believe of one of several arms. */
export interface ArmBelief {
  /** Probability that its rate is the highest of all; the probabilities of all arms sum to 1. */
  readonly probabilityBest: number;
  /** Rate given away, on average, by shipping this arm: by how much it falls short of the best. */
  readonly expectedLoss: number;
  readonly posteriorMean: number;
}

/**
 * Which of several arms is best, exactly and without sampling, in the order given.
 *
 * The probability of an arm is the integral of its density times the distribution functions of all others;
 * the most probable arm gets what the others leave of 1, so that small probabilities keep their digits.
 *
 * @throws RangeError when there is no arm, a count is not whole or a prior shape not positive.
 *
 * Source: Scott, "A Modern Bayesian Look at the Multi-armed Bandit", Applied Stochastic Models in Business
 * and Industry 26, 2010.
 */
export function bestArmProbabilities(
  arms: readonly RateCount[],
  { prior = DEFAULT_RATE_PRIOR }: BestArmOptions = {},
): readonly ArmBelief[] {
  if (arms.length === 0) throw new RangeError("arms: expected at least one, got none");
  checkedShape("prior[0]", prior[0]);
  checkedShape("prior[1]", prior[1]);
  const posteriors = arms.map((arm, i) => betaPosterior(prior, checkedRate(`arms[${i}]`, arm)));
  const [best, losses] = posteriors.length === 1 ? [[1], [0]] : integralsOf(posteriors);
  const likeliest = best.indexOf(Math.max(...best));
  const others = best.reduce((sum, value, i) => (i === likeliest ? sum : sum + value), 0);
  return posteriors.map((posterior, i) => ({
    probabilityBest: i === likeliest ? Math.max(0, 1 - others) : (best[i] ?? 0),
    expectedLoss: losses[i] ?? 0,
    posteriorMean: betaMean(posterior),
  }));
}

/**
 * Probability of being best and expected loss of every arm, over the log-odds.
 *
 * E[max of all - this one] is the integral of P(this < t) P(some other > t), which is positive everywhere.
 */
function integralsOf(
  posteriors: readonly BetaShapes[],
): readonly [best: readonly number[], losses: readonly number[]] {
  const curves = posteriors.map(({ a, b }) => betaCurve(a, b));
  const logsAt = (logOdds: number): readonly number[] => {
    const point = unitPointAtLogOdds(logOdds);
    const below = curves.map((curve) => betaTails(curve, point).logLower);
    const othersBelow = below.map((_, arm) => below.reduce((sum, log, i) => (i === arm ? sum : sum + log), 0));
    const best = curves.map((curve, arm) => logBetaKernel(curve, point) + (othersBelow[arm] ?? 0));
    const losses = below.map(
      (log, arm) => log + Math.log(-Math.expm1(othersBelow[arm] ?? 0)) + point.logX + point.logY,
    );
    return [...best, ...losses];
  };
  const found = integratePanels(logsAt, stopsOf(posteriors));
  return [found.slice(0, posteriors.length), found.slice(posteriors.length)];
}

/** Where a posterior of the log-odds turns, in standard deviations. */
const TURNS = [-9, -5.5, -2.5, 0, 2.5, 5.5, 9];

/** The ends of all posteriors, where 1e-18 of them is left, and where they turn. */
function stopsOf(posteriors: readonly BetaShapes[]): readonly number[] {
  const stops = posteriors.flatMap((shapes) => {
    const [center, spread] = [Math.log(shapes.a / shapes.b), logOddsSpread(shapes)];
    const turns = TURNS.map((turn) => center + turn * spread);
    return [center - 9 * spread - 45 / shapes.a, ...turns, center + 9 * spread + 45 / shapes.b];
  });
  return [...new Set(stops)].sort((a, b) => a - b);
}
