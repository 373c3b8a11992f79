import type { BetaShapes } from "../distributions/beta.ts";
import { normalQuantile } from "../distributions/normal.ts";
import { betaMean, betaThirdMoment, betaVariance } from "./beta-posterior.ts";
import type { NormalScore } from "./normal-scale-root.ts";
import { normalScaleRoot } from "./normal-scale-root.ts";
import { normalScoreOf } from "./normal-score-of.ts";
import { probabilityAboveLine } from "./probability-above-line.ts";

/** Beyond this 2 artanh(d) the difference is 1 to the last bit. */
const ONE = 40;

/**
 * The d with P(y - x < d) = p, for independent beta variables.
 *
 * Solved for 2 artanh(d), which keeps differences next to 1 apart, on the normal scale, where the distribution
 * is nearly a straight line.
 *
 * Source: the first guess is Cornish and Fisher's, "Moments and Cumulants in the Specification of
 * Distributions", Revue de l'Institut International de Statistique 5, 1938.
 */
export function differenceQuantile(x: BetaShapes, y: BetaShapes, p: number): number {
  const target = normalQuantile(p);
  const deviation = Math.sqrt(betaVariance(x) + betaVariance(y));
  const skewness = (betaThirdMoment(y) - betaThirdMoment(x)) / deviation ** 3;
  const bent = target + ((target * target - 1) * Math.min(1, Math.max(-1, skewness))) / 6;
  const guess = betaMean(y) - betaMean(x) + bent * deviation;
  const near = Math.min(0.99, Math.max(-0.99, guess));
  const root = normalScaleRoot((at) => scoreAt(x, y, at), target, {
    position: 2 * Math.atanh(near),
    deviation: (2 * deviation) / (1 - near * near),
    within: [-ONE, ONE],
  });
  return Math.tanh(root / 2);
}

function scoreAt(x: BetaShapes, y: BetaShapes, position: number): NormalScore {
  if (position < 0) {
    const { value, slope } = scoreAt(y, x, -position);
    return { value: -value, slope };
  }
  const length = 2 / (1 + Math.exp(position));
  const part = { length, rest: Math.tanh(position / 2) };
  const above = probabilityAboveLine({ x, y }, { x: part, y: part, by: "difference" });
  const { value, slope } = normalScoreOf(above);
  return { value, slope: (slope * length * (1 + part.rest)) / 2 };
}
