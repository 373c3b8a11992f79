import type { BetaShapes } from "../distributions/beta.ts";
import { normalQuantile } from "../distributions/normal.ts";
import { betaMean, betaVariance } from "./beta-posterior.ts";
import type { NormalScore } from "./normal-scale-root.ts";
import { normalScaleRoot } from "./normal-scale-root.ts";
import { normalScoreOf } from "./normal-score-of.ts";
import { probabilityAboveLine } from "./probability-above-line.ts";

/** Logarithms of ratios below and above which the lift is -1, or the largest number there is. */
const NONE = -38;
const ENDLESS = 709.75;

/**
 * The lift y / x - 1 below which the share p of two independent beta variables lies.
 *
 * Solved for log(y / x) on the normal scale, where it is nearly a straight line.
 */
export function ratioQuantile(x: BetaShapes, y: BetaShapes, p: number): number {
  const target = normalQuantile(p);
  const deviation = Math.hypot(relativeDeviation(x), relativeDeviation(y));
  const position = Math.log(betaMean(y) / betaMean(x)) + target * deviation;
  return Math.expm1(normalScaleRoot((at) => scoreAt(x, y, at), target, { position, deviation, within: [NONE, ENDLESS] }));
}

function relativeDeviation(shapes: BetaShapes): number {
  return Math.sqrt(betaVariance(shapes)) / betaMean(shapes);
}

function scoreAt(x: BetaShapes, y: BetaShapes, logRatio: number): NormalScore {
  if (logRatio < 0) {
    const { value, slope } = scoreAt(y, x, -logRatio);
    return { value: -value, slope };
  }
  const shorter = { length: Math.exp(-logRatio), rest: -Math.expm1(-logRatio) };
  return normalScoreOf(
    probabilityAboveLine({ x, y }, { x: shorter, y: { length: 1, rest: 0 }, by: "log-ratio" }),
  );
}
