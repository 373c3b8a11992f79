import type { BetaShapes } from "../distributions/beta.ts";
import { betaMean } from "./beta-posterior.ts";
import type { SquareLine } from "./integrate-along-line.ts";
import { probabilityAboveLine } from "./probability-above-line.ts";
import { probabilityBelowLine } from "./probability-below-line.ts";

/** How the probability of a difference is spread around a region of practical equivalence. */
export interface RopeProbabilities {
  /** That the difference is below minus the half width. */
  readonly below: number;
  /** That it is within the region: too small to matter. */
  readonly within: number;
  /** That it is above the half width. */
  readonly above: number;
}

/**
 * Where the difference second - first of two rates lies, against a region of a half width around 0.
 *
 * What is improbable is integrated and the rest is its complement, so that each share keeps its digits down to
 * 1e-300. A region far narrower than the posteriors is the exception: its share is right to 1e-12 of 1.
 */
export function ropeProbabilities(
  first: BetaShapes,
  second: BetaShapes,
  halfWidth: number,
): RopeProbabilities {
  if (betaMean(first) > betaMean(second)) {
    const { below, within, above } = ropeProbabilities(second, first, halfWidth);
    return { below: above, within, above: below };
  }
  const part = { length: 1 - halfWidth, rest: halfWidth };
  const line: SquareLine = { x: part, y: part, by: "difference" };
  const below = probabilityAboveLine({ x: second, y: first }, line).integral;
  if (betaMean(second) - betaMean(first) > halfWidth) {
    const notAbove = probabilityBelowLine({ x: first, y: second }, line);
    return { below, within: Math.max(0, notAbove - below), above: Math.max(0, 1 - notAbove) };
  }
  const above = probabilityAboveLine({ x: first, y: second }, line).integral;
  return { below, within: Math.max(0, 1 - (above + below)), above };
}
