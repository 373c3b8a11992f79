import { checkedPoint, checkedProbability } from "./check-argument.ts";
import { gammaTails } from "./gamma-tails.ts";
import { HALF_LOG_TWO_PI } from "./log-gamma.ts";
import { symmetricQuantile } from "./symmetric-quantile.ts";
import { roughNormalScore, tailQuantile } from "./tail-quantile.ts";
import type { Tails } from "./tails.ts";

/** Share of the standard normal distribution below z. */
export function normalLower(z: number): number {
  return tailsAt(z).lower;
}

/**
 * Share of the standard normal distribution above z.
 *
 * Relative error about 1e-13 down to 1e-300; 1 - normalLower(z) would be 0 from z = 8.3 on.
 *
 * @throws RangeError when z is not a number.
 *
 * Source: Abramowitz and Stegun 26.2.29 and 6.5.16, by way of the incomplete gamma function.
 */
export function normalUpper(z: number): number {
  return tailsAt(z).upper;
}

/** Logarithm of {@link normalLower}, finite long after the value itself underflows. */
export function normalLogLower(z: number): number {
  return tailsAt(z).logLower;
}

/** Logarithm of {@link normalUpper}, finite long after the value itself underflows. */
export function normalLogUpper(z: number): number {
  return tailsAt(z).logUpper;
}

/** Height of the standard normal density at z. */
export function normalDensity(z: number): number {
  return Math.exp(logDensity(z));
}

/** The z below which the share p lies: -Infinity at 0, exactly 0 at one half, Infinity at 1. */
export function normalQuantile(p: number): number {
  return 0 - normalQuantileUpper(p);
}

/** The z above which the share p lies: the critical value of a one-sided test at level p. */
export function normalQuantileUpper(p: number): number {
  return symmetricQuantile(checkedProbability(p), distanceOf);
}

function distanceOf(p: number): number {
  const at = (z: number) => ({ tails: tailsAt(z), logDensity: logDensity(z), slope: -z });
  const z = Math.abs(tailQuantile({ at, start: roughNormalScore }, { probability: p, side: "upper" }));
  if (p < 0.25) return z;
  // Beside 0 the tail is too flat to tell scores apart: the share between 0 and z is what has the digits.
  return z + (0.5 - p - outside(z).lower / 2) / normalDensity(z);
}

function tailsAt(z: number): Tails {
  return outside(checkedPoint("z", z)).halved(z < 0 ? "lower" : "upper");
}

/** As an upper tail what lies farther from 0 than z, as a lower tail what lies nearer: z^2 / 2 has a gamma distribution. */
function outside(z: number): Tails {
  const half = (z * z) / 2;
  // An infinite z would give Infinity less Infinity; the square of this one is infinite all the same.
  const distance = Math.min(1e200, Math.abs(z));
  return gammaTails(0.5, half, Math.log(distance) - half - HALF_LOG_TWO_PI);
}

function logDensity(z: number): number {
  return -HALF_LOG_TWO_PI - (z * z) / 2;
}
