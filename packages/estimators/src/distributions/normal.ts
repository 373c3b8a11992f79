import { checkedPoint, checkedProbability } from "./check-argument.ts";
import { gammaTails } from "./gamma-tails.ts";
import { HALF_LOG_TWO_PI } from "./log-gamma.ts";
import type { TailProbability } from "./tail-quantile.ts";
import { tailQuantile } from "./tail-quantile.ts";
import type { Tails } from "./tails.ts";
import { mirrored, tailsFromLogLower } from "./tails.ts";

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
  return quantile({ probability: checkedProbability(p), side: "lower" });
}

/** The z above which the share p lies: the critical value of a one-sided test at level p. */
export function normalQuantileUpper(p: number): number {
  return quantile({ probability: checkedProbability(p), side: "upper" });
}

function quantile(tail: TailProbability): number {
  const outward = tail.side === "lower" ? -1 : 1;
  if (tail.probability === 0) return outward * Infinity;
  if (tail.probability === 1) return -outward * Infinity;
  if (tail.probability === 0.5) return 0;
  return tailQuantile({ tails: tailsAt, logDensity, start: 0, maxStepUp: Infinity }, tail);
}

function tailsAt(z: number): Tails {
  const outer = gammaTails(0.5, (checkedPoint("z", z) * z) / 2).logUpper - Math.LN2;
  return z < 0 ? tailsFromLogLower(outer) : mirrored(tailsFromLogLower(outer));
}

function logDensity(z: number): number {
  return -HALF_LOG_TWO_PI - (z * z) / 2;
}
