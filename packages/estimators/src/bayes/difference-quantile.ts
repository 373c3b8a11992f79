import type { BetaShapes } from "../distributions/beta.ts";
import { normalQuantile } from "../distributions/normal.ts";
import { betaMean, betaVariance } from "./beta-posterior.ts";
import { normalScaleRoot } from "./normal-scale-root.ts";
import { probabilityAboveLine } from "./probability-above-line.ts";

/**
 * The d with P(y - x < d) = p, for independent beta variables.
 *
 * Solved on the normal scale, where the distribution of a difference is nearly a straight line.
 */
export function differenceQuantile(x: BetaShapes, y: BetaShapes, p: number): number {
  const target = normalQuantile(p);
  const deviation = Math.sqrt(betaVariance(x) + betaVariance(y));
  const guess = betaMean(y) - betaMean(x) + target * deviation;
  const position = Math.min(0.99, Math.max(-0.99, guess));
  return normalScaleRoot((d) => normalScore(x, y, d), target, { position, deviation });
}

function normalScore(x: BetaShapes, y: BetaShapes, d: number): number {
  if (d >= 1) return Infinity;
  if (d < 0) return -normalScore(y, x, -d);
  const above = probabilityAboveLine({ x, y }, { scale: 1 - d, offset: d });
  return -normalQuantile(Math.min(1, above));
}
