import type { BetaShapes } from "../distributions/beta.ts";
import type { RateCount } from "../rates/rate-count.ts";

/** Shapes of a Beta prior, both above 0. */
export type BetaPrior = readonly [a: number, b: number];

/** What is believed of a rate after seeing an arm: Beta(a + successes, b + failures). */
export function betaPosterior([a, b]: BetaPrior, { successes, trials }: RateCount): BetaShapes {
  return { a: a + successes, b: b + (trials - successes) };
}

/** Mean of a beta distribution. */
export function betaMean({ a, b }: BetaShapes): number {
  return a / (a + b);
}

/** Variance of a beta distribution. */
export function betaVariance({ a, b }: BetaShapes): number {
  const total = a + b;
  return ((a / total) * (b / total)) / (total + 1);
}

/** Third central moment of a beta distribution. */
export function betaThirdMoment({ a, b }: BetaShapes): number {
  const total = a + b;
  return ((2 * (b - a)) / total) * (betaVariance({ a, b }) / (total + 2));
}

/** Standard deviation of the log-odds of a beta variable, to within a few percent. */
export function logOddsSpread({ a, b }: BetaShapes): number {
  return Math.sqrt(trigamma(a) + trigamma(b));
}

/** 1/x + 1/(2x^2) + 1/(6x^3) after one step of the recurrence; 1 % at worst is plenty for a spacing. */
function trigamma(x: number): number {
  const next = x + 1;
  return 1 / (x * x) + (1 / next) * (1 + (1 / next) * (1 / 2 + 1 / (6 * next)));
}
