import { betaCurve, betaTails, betaTailsAt, logBetaKernel, meanGap } from "./beta-tails.ts";
import { checkedPoint, checkedProbability, checkedShape } from "./check-argument.ts";
import type { TailProbability } from "./tail-quantile.ts";
import { roughNormalScore, tailQuantile } from "./tail-quantile.ts";
import type { Tails } from "./tails.ts";
import { unitPoint, unitPointAtLogOdds } from "./unit-point.ts";

/** The two shapes of a beta distribution, both above 0. */
export interface BetaShapes {
  readonly a: number;
  readonly b: number;
}

/**
 * Share of a Beta(a, b) below x: the regularized incomplete beta function I_x(a, b).
 *
 * Relative error about 1e-12 down to 1e-300 for shapes from 0.5 to 1e6, 5e-10 at 1e8.
 *
 * @throws RangeError when a shape is not finite and positive, or x is not a number.
 *
 * Source: Didonato and Morris, "Algorithm 708", ACM TOMS 18, 1992.
 */
export function betaLower(x: number, a: number, b: number): number {
  return tailsAt(x, a, b).lower;
}

/** Share of a Beta(a, b) above x. */
export function betaUpper(x: number, a: number, b: number): number {
  return tailsAt(x, a, b).upper;
}

/** Logarithm of {@link betaLower}, finite long after the value itself underflows. */
export function betaLogLower(x: number, a: number, b: number): number {
  return tailsAt(x, a, b).logLower;
}

/** Logarithm of {@link betaUpper}, finite long after the value itself underflows. */
export function betaLogUpper(x: number, a: number, b: number): number {
  return tailsAt(x, a, b).logUpper;
}

/** The point below which the share p of a Beta(a, b) lies: 0 at p = 0, 1 at p = 1. */
export function betaQuantile(p: number, a: number, b: number): number {
  const tail = { probability: checkedProbability(p), side: "lower" } as const;
  return unitPointAtLogOdds(betaLogOdds(checkedShapes(a, b), tail)).x;
}

/** The point above which the share p of a Beta(a, b) lies. */
export function betaQuantileUpper(p: number, a: number, b: number): number {
  const tail = { probability: checkedProbability(p), side: "upper" } as const;
  return unitPointAtLogOdds(betaLogOdds(checkedShapes(a, b), tail)).x;
}

/** The log-odds of a beta quantile, which tell apart points that both round to 1; `near` is where to start, if known. */
export function betaLogOdds({ a, b }: BetaShapes, tail: TailProbability, near?: number): number {
  const curve = betaCurve(a, b);
  const at = (logOdds: number) => {
    const point = unitPointAtLogOdds(logOdds);
    const logDensity = logBetaKernel(curve, point);
    return { tails: betaTailsAt(curve, { point, logKernel: logDensity }), logDensity, slope: meanGap(a, b, point) };
  };
  const start = (smaller: TailProbability): number =>
    near ?? Math.log(a / b) + roughNormalScore(smaller) * Math.sqrt(1 / a + 1 / b);
  return tailQuantile({ at, start }, tail);
}

function checkedShapes(a: number, b: number): BetaShapes {
  return { a: checkedShape("a", a), b: checkedShape("b", b) };
}

function tailsAt(x: number, a: number, b: number): Tails {
  const shapes = checkedShapes(a, b);
  const inside = Math.min(1, Math.max(0, checkedPoint("x", x)));
  return betaTails(betaCurve(shapes.a, shapes.b), unitPoint(inside));
}
