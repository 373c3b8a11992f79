import type { BetaShapes } from "../distributions/beta.ts";
import { betaCurve, logBetaKernel, logBetaTail } from "../distributions/beta-tails.ts";
import type { UnitPoint } from "../distributions/unit-point.ts";
import { mirroredPoint, unitPointAtLogOdds } from "../distributions/unit-point.ts";
import { betaMean, betaVariance } from "./beta-posterior.ts";
import type { LineIntegral, LineTerm } from "./integrate-line.ts";
import { integrateLine } from "./integrate-line.ts";

/** Two independent rates: `x` is measured along the line, `y` against it. */
export interface RatePair {
  readonly x: BetaShapes;
  readonly y: BetaShapes;
}

/** A length in (0, 1] and what it leaves of 1: both are given, so that neither loses digits beside the other. */
export interface Part {
  readonly length: number;
  readonly rest: number;
}

/**
 * A line through the unit square from its left edge to its top edge: as s goes from 0 to 1, x goes from 0 to
 * x.length and y from y.rest to 1.
 */
export interface SquareLine {
  readonly x: Part;
  readonly y: Part;
  /** What the slope is taken by: the difference y - x, or log(y / x). */
  readonly by: "difference" | "log-ratio";
}

/**
 * Probability that (x, y) lies above a line through the unit square; the slope is how fast it falls as the
 * line rises.
 *
 * With lengths 1 - d it is P(y - x > d); with x.length = 1/r and y.length = 1 it is P(y > r x). One integral
 * over the log-odds of s, along which both factors are smooth; the narrower rate is integrated and the wider
 * one enters by its tail, whose density gives the slope.
 *
 * Source: the convolution integral of two independent beta variables, along the line.
 */
export function probabilityAboveLine({ x, y }: RatePair, line: SquareLine): LineIntegral {
  const xHump = humpAlong(x, 0, line.x.length);
  const yHump = humpAlong(y, line.y.rest, line.y.length);
  const xCurve = betaCurve(x.a, x.b);
  const yCurve = betaCurve(y.a, y.b);
  const alongX = xHump.width <= yHump.width;
  /** How far a rate moves with the line, in log-odds. */
  const speed = (rate: UnitPoint): number =>
    line.by === "difference" ? 1 / (rate.x * rate.y) : 1 / rate.y;
  const term = (logOdds: number): LineTerm => {
    const s = unitPointAtLogOdds(logOdds);
    const onX = shortened(s, line.x);
    const onY = mirroredPoint(shortened(mirroredPoint(s), line.y));
    const xKernel = logBetaKernel(xCurve, onX);
    const yKernel = logBetaKernel(yCurve, onY);
    if (alongX) {
      const tail = logBetaTail(yCurve, { point: onY, logKernel: yKernel }, "upper");
      const slope = Math.exp(yKernel - tail) * speed(onY);
      return { log: xKernel + (s.logY - onX.logY) + tail, slope };
    }
    const tail = logBetaTail(xCurve, { point: onX, logKernel: xKernel }, "lower");
    const slope = Math.exp(xKernel - tail) * speed(onX);
    return { log: yKernel + (s.logX - onY.logX) + tail, slope };
  };
  const { center, width } = alongX ? xHump : yHump;
  return integrateLine(term, center, Math.min(1, width));
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

/** The point length x, whose distance from 1 is rest + length y. */
function shortened(s: UnitPoint, { length, rest }: Part): UnitPoint {
  if (length === 1) return s;
  const y = rest + length * s.y;
  return { x: length * s.x, y, logX: Math.log(length) + s.logX, logY: Math.log(y) };
}
