import { checkedShape } from "./check-argument.ts";
import {
  gammaLogLower,
  gammaLogUpper,
  gammaLower,
  gammaQuantile,
  gammaQuantileUpper,
  gammaUpper,
} from "./incomplete-gamma.ts";

/** Share of a chi-square with `df` degrees of freedom below x. */
export function chiSquareLower(x: number, df: number): number {
  return gammaLower(x / 2, halfOf(df));
}

/**
 * Share of a chi-square with `df` degrees of freedom above x: the p-value of a goodness-of-fit test.
 *
 * Relative error below 1e-12 down to 1e-300, for df from 0.5 to 1e7.
 *
 * @throws RangeError when df is not finite and positive, or x is not a number.
 *
 * Source: Abramowitz and Stegun 26.4.19.
 */
export function chiSquareUpper(x: number, df: number): number {
  return gammaUpper(x / 2, halfOf(df));
}

/** Logarithm of {@link chiSquareLower}. */
export function chiSquareLogLower(x: number, df: number): number {
  return gammaLogLower(x / 2, halfOf(df));
}

/** Logarithm of {@link chiSquareUpper}. */
export function chiSquareLogUpper(x: number, df: number): number {
  return gammaLogUpper(x / 2, halfOf(df));
}

/**
 * The point below which the share p of a chi-square lies. 0 at p = 0, Infinity at p = 1; 0 as well
 * when the true value underflows, as it does for df below 2 in the deepest tails.
 */
export function chiSquareQuantile(p: number, df: number): number {
  return 2 * gammaQuantile(p, halfOf(df));
}

/** The point above which the share p of a chi-square lies: the critical value of a test at level p. */
export function chiSquareQuantileUpper(p: number, df: number): number {
  return 2 * gammaQuantileUpper(p, halfOf(df));
}

function halfOf(df: number): number {
  return checkedShape("df", df) / 2;
}
