import type { BetaShapes } from "../distributions/beta.ts";
import { normalQuantile } from "../distributions/normal.ts";
import { betaMean, betaVariance } from "./beta-posterior.ts";
import { normalScaleRoot } from "./normal-scale-root.ts";
import { probabilityAboveLine } from "./probability-above-line.ts";

/**
 * The lift y / x - 1 below which the share p of two independent beta variables lies.
 *
 * Solved for log(y / x) on the normal scale, where it is nearly a straight line.
 */
export function ratioQuantile(x: BetaShapes, y: BetaShapes, p: number): number {
  const target = normalQuantile(p);
  const deviation = Math.hypot(relativeDeviation(x), relativeDeviation(y));
  const position = Math.log(betaMean(y) / betaMean(x)) + target * deviation;
  const score = (logRatio: number): number => normalScore(x, y, logRatio);
  return Math.expm1(normalScaleRoot(score, target, { position, deviation }));
}

function relativeDeviation(shapes: BetaShapes): number {
  return Math.sqrt(betaVariance(shapes)) / betaMean(shapes);
}

function normalScore(x: BetaShapes, y: BetaShapes, logRatio: number): number {
  if (logRatio < 0) return -normalScore(y, x, -logRatio);
  const above = probabilityAboveLine({ x, y }, { scale: Math.exp(-logRatio), offset: 0 });
  return -normalQuantile(Math.min(1, above));
}
