import type { BetaShapes } from "../distributions/beta.ts";
import { betaTails, logBetaKernel } from "../distributions/beta-tails.ts";
import type { UnitPoint } from "../distributions/unit-point.ts";
import { unitPointAtLogOdds } from "../distributions/unit-point.ts";
import { betaMean, betaVariance } from "./beta-posterior.ts";
import { integrateLine } from "./integrate-line.ts";

/** Two independent rates: `x` is measured along the line, `y` against it. */
export interface RatePair {
  readonly x: BetaShapes;
  readonly y: BetaShapes;
}

/**
 * A line through the unit square from its left edge: as s goes from 0 to 1, x = scale s and
 * y = offset + (1 - offset) s. It ends at the top edge, so above it x stays below `scale`.
 */
export interface SquareLine {
  /** In (0, 1]. */
  readonly scale: number;
  /** In [0, 1). */
  readonly offset: number;
}

/**
 * Probability that (x, y) lies above a line through the unit square.
 *
 * With scale 1 - d and offset d it is P(y - x > d); with scale 1/r and offset 0 it is P(y > r x). One
 * integral over the log-odds of s, along which both factors are smooth; the narrower rate is integrated and
 * the wider one enters by its tail.
 *
 * Source: the convolution integral of two independent beta variables, along the line.
 */
export function probabilityAboveLine({ x, y }: RatePair, { scale, offset }: SquareLine): number {
  const xHump = humpAlong(x, 0, scale);
  const yHump = humpAlong(y, offset, 1 - offset);
  const alongX = xHump.width <= yHump.width;
  const integrand = (logOdds: number): number => {
    const s = unitPointAtLogOdds(logOdds);
    const onX = scaled(s, scale);
    const onY = lifted(s, offset);
    return alongX
      ? logBetaKernel(x.a, x.b, onX) + (s.logY - onX.logY) + betaTails(y.a, y.b, onY).logUpper
      : logBetaKernel(y.a, y.b, onY) + (s.logX - onY.logX) + betaTails(x.a, x.b, onX).logLower;
  };
  const { center, width } = alongX ? xHump : yHump;
  return integrateLine(integrand, center, 0.75 * Math.min(1, width));
}

/** Where along the line, in log-odds of s, a rate lies that runs from `from` over `length`, and how wide. */
function humpAlong(
  rate: BetaShapes,
  from: number,
  length: number,
): { readonly center: number; readonly width: number } {
  const s = Math.min(1 - 1e-9, Math.max(1e-9, (betaMean(rate) - from) / length));
  return {
    center: Math.log(s / (1 - s)),
    width: Math.sqrt(betaVariance(rate)) / (length * s * (1 - s)),
  };
}

function scaled(s: UnitPoint, scale: number): UnitPoint {
  if (scale === 1) return s;
  const y = 1 - scale + scale * s.y;
  return { x: scale * s.x, y, logX: Math.log(scale) + s.logX, logY: Math.log(y) };
}

function lifted(s: UnitPoint, offset: number): UnitPoint {
  const { x, y, logX, logY } = scaled({ x: s.y, y: s.x, logX: s.logY, logY: s.logX }, 1 - offset);
  return { x: y, y: x, logX: logY, logY: logX };
}
