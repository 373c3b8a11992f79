import { betaLogOdds } from "./beta.ts";
import { betaCurve, betaTails } from "./beta-tails.ts";
import { checkedPoint, checkedProbability, checkedShape } from "./check-argument.ts";
import type { TailProbability } from "./tail-quantile.ts";
import { Tails } from "./tails.ts";
import { unitPointAtLogOdds } from "./unit-point.ts";

/** Share of a Student t with `df` degrees of freedom below t. */
export function studentTLower(t: number, df: number): number {
  return tailsAt(t, df).lower;
}

/** Share of a Student t with `df` degrees of freedom above t. */
export function studentTUpper(t: number, df: number): number {
  return tailsAt(t, df).upper;
}

/** Logarithm of {@link studentTLower}. */
export function studentTLogLower(t: number, df: number): number {
  return tailsAt(t, df).logLower;
}

/** Logarithm of {@link studentTUpper}. */
export function studentTLogUpper(t: number, df: number): number {
  return tailsAt(t, df).logUpper;
}

/**
 * Share of a Student t farther from zero than t, in either direction: the two-sided p-value.
 *
 * Relative error about 1e-12 down to 1e-300, for df from 0.5 to 1e7; 1 exactly at t = 0.
 *
 * @throws RangeError when df is not finite and positive, or t is not a number.
 *
 * Source: Abramowitz and Stegun 26.7.1 and 26.5.27: I_{df / (df + t^2)}(df / 2, 1 / 2).
 */
export function studentTTwoSided(t: number, df: number): number {
  return outside(t, df).lower;
}

/** The t below which the share p lies: -Infinity at 0, exactly 0 at one half, Infinity at 1. */
export function studentTQuantile(p: number, df: number): number {
  return 0 - quantileUpper(checkedProbability(p), checkedShape("df", df));
}

/** The t above which the share p lies: the critical value of a one-sided test at level p. */
export function studentTQuantileUpper(p: number, df: number): number {
  return quantileUpper(checkedProbability(p), checkedShape("df", df));
}

function quantileUpper(p: number, df: number): number {
  if (p > 0.5) return -quantileUpper(1 - p, df);
  if (p === 0) return Infinity;
  if (p === 0.5) return 0;
  // 2p is the share outside, 1 - 2p the share inside; past a quarter only the inside keeps the digits.
  const tail: TailProbability =
    p < 0.25
      ? { probability: 2 * p, side: "lower" }
      : { probability: 1 - 2 * p, side: "upper" };
  return Math.sqrt(df) * Math.exp(-betaLogOdds({ a: df / 2, b: 0.5 }, tail) / 2);
}

function tailsAt(t: number, df: number): Tails {
  return new Tails(t < 0 ? "lower" : "upper", outside(t, df).logLower - Math.LN2);
}

/** Beyond |t| is the lower tail of a beta variable whose log-odds are log(df / t^2). */
function outside(t: number, df: number): Tails {
  const logRatio = Math.log(checkedShape("df", df)) - 2 * Math.log(Math.abs(checkedPoint("t", t)));
  const square = t * t;
  const point =
    square > 0 && square < Infinity
      ? {
          x: df / (df + square),
          y: square / (df + square),
          logX: -Math.log1p(square / df),
          logY: -Math.log1p(df / square),
        }
      : unitPointAtLogOdds(logRatio);
  return betaTails(betaCurve(df / 2, 0.5), point);
}
