import { betaLogOdds } from "./beta.ts";
import { betaCurve, betaTails } from "./beta-tails.ts";
import { checkedPoint, checkedProbability, checkedShape } from "./check-argument.ts";
import { symmetricQuantile } from "./symmetric-quantile.ts";
import type { TailProbability } from "./tail-quantile.ts";
import { roughNormalScore } from "./tail-quantile.ts";
import type { Tails } from "./tails.ts";
import { unitPoint, unitPointAtLogOdds } from "./unit-point.ts";

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
  return outside(t, df).upper;
}

/** The t below which the share p lies: -Infinity at 0, exactly 0 at one half, Infinity at 1. */
export function studentTQuantile(p: number, df: number): number {
  return 0 - studentTQuantileUpper(p, df);
}

/** The t above which the share p lies: the critical value of a one-sided test at level p. */
export function studentTQuantileUpper(p: number, df: number): number {
  checkedShape("df", df);
  return symmetricQuantile(checkedProbability(p), (share) => distanceOf(share, df));
}

function distanceOf(p: number, df: number): number {
  // 2p is the share outside, 1 - 2p the share inside; past a quarter only the inside keeps the digits.
  const tail: TailProbability =
    p < 0.25
      ? { probability: 2 * p, side: "lower" }
      : { probability: 1 - 2 * p, side: "upper" };
  return Math.sqrt(df) * Math.exp(-betaLogOdds({ a: df / 2, b: 0.5 }, tail, logOddsNear(p, df)) / 2);
}

/**
 * Where to start: the log-odds log(df / t^2) of a t from a normal score, which is at least 2.5 times the way to one half.
 *
 * Source: Wallace, "Bounds on Normal Approximations to Student's and the Chi-square Distributions", 1959.
 */
function logOddsNear(p: number, df: number): number {
  const z = Math.max(2.5 * (0.5 - p), roughNormalScore({ probability: p, side: "upper" }));
  const score = (z * (8 * df + 3)) / (8 * df + 1);
  return -Math.log(Math.expm1(Math.min(700, (score * score) / df)));
}

function tailsAt(t: number, df: number): Tails {
  return outside(t, df).halved(t < 0 ? "lower" : "upper");
}

/** As an upper tail what lies farther from 0 than t, as a lower tail what lies nearer: t^2 / df are odds. */
function outside(t: number, df: number): Tails {
  const halfDf = checkedShape("df", df) / 2;
  const square = checkedPoint("t", t) * t;
  const plain = square > 1e-290 && square < 1e290;
  const point = plain
    ? unitPoint(square / (df + square), df / (df + square))
    : unitPointAtLogOdds(2 * Math.log(Math.abs(t)) - Math.log(df));
  return betaTails(betaCurve(0.5, halfDf), point);
}
