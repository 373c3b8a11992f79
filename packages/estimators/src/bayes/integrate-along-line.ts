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

/** Which part of the square beside the line. */
export type LineSide = "above" | "below";

/**
 * Probability that (x, y) lies above a line through the unit square, or below it beside the line, where s
 * runs from 0 to 1; the slope is how fast the part above falls, and the one below grows, as the line rises.
 *
 * One integral over the log-odds of s, along which both factors are smooth; the narrower rate is integrated
 * and the wider one enters by its tail, whose density gives the slope.
 *
 * Source: the convolution integral of two independent beta variables, along the line.
 */
export function integrateAlongLine(pair: RatePair, line: SquareLine, side: LineSide): LineIntegral {
  const { x, y } = pair;
  const xCurve = betaCurve(x.a, x.b);
  const yCurve = betaCurve(y.a, y.b);
  const alongX = narrowerIsX(pair, line);
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
      const tailSide = side === "above" ? "upper" : "lower";
      const tail = logBetaTail(yCurve, { point: onY, logKernel: yKernel }, tailSide);
      const slope = Math.exp(yKernel - tail) * speed(onY);
      return { log: xKernel + (s.logY - onX.logY) + tail, slope };
    }
    const tailSide = side === "above" ? "lower" : "upper";
    const tail = logBetaTail(xCurve, { point: onX, logKernel: xKernel }, tailSide);
    const slope = Math.exp(xKernel - tail) * speed(onX);
    return { log: yKernel + (s.logX - onY.logX) + tail, slope };
  };
  const { center, width } = alongX ? humpOfX(pair, line) : humpOfY(pair, line);
  return integrateLine(term, center, Math.min(1, width));
}

/** Whether the rate x is the one to integrate over, along this line. */
export function narrowerIsX(pair: RatePair, line: SquareLine): boolean {
  return humpOfX(pair, line).width <= humpOfY(pair, line).width;
}

function humpOfX({ x }: RatePair, line: SquareLine): Hump {
  return humpAlong(x, 0, line.x.length);
}

function humpOfY({ y }: RatePair, line: SquareLine): Hump {
  return humpAlong(y, line.y.rest, line.y.length);
}

interface Hump {
  readonly center: number;
  readonly width: number;
}

/** Where along the line, in log-odds of s, a rate lies that runs from `from` over `length`, and how wide. */
function humpAlong(rate: BetaShapes, from: number, length: number): Hump {
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
