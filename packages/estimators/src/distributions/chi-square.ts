import { checkedProbability, checkedShape } from "./check-argument.ts";
import { gammaTails, logGammaKernel } from "./gamma-tails.ts";
import { gammaLogLower, gammaLogUpper, gammaLower, gammaUpper } from "./incomplete-gamma.ts";
import type { TailProbability } from "./tail-quantile.ts";
import { tailQuantile } from "./tail-quantile.ts";

/** Share of a chi-square with `df` degrees of freedom below x. */
export function chiSquareLower(x: number, df: number): number {
  return gammaLower(x / 2, df / 2);
}

/**
 * Share of a chi-square with `df` degrees of freedom above x: the p-value of a goodness-of-fit test.
 *
 * Relative error about 1e-13 down to 1e-300, for df from 0.5 to 1e7.
 *
 * @throws RangeError when df is not finite and positive, or x is not a number.
 *
 * Source: Abramowitz and Stegun 26.4.19.
 */
export function chiSquareUpper(x: number, df: number): number {
  return gammaUpper(x / 2, df / 2);
}

/** Logarithm of {@link chiSquareLower}. */
export function chiSquareLogLower(x: number, df: number): number {
  return gammaLogLower(x / 2, df / 2);
}

/** Logarithm of {@link chiSquareUpper}. */
export function chiSquareLogUpper(x: number, df: number): number {
  return gammaLogUpper(x / 2, df / 2);
}

/**
 * The point below which the share p of a chi-square lies. 0 at p = 0, Infinity at p = 1; 0 as well
 * when the true value underflows, as it does for df below 2 in the deepest tails.
 */
export function chiSquareQuantile(p: number, df: number): number {
  return quantile(df, { probability: checkedProbability(p), side: "lower" });
}

/** The point above which the share p of a chi-square lies: the critical value of a test at level p. */
export function chiSquareQuantileUpper(p: number, df: number): number {
  return quantile(df, { probability: checkedProbability(p), side: "upper" });
}

function quantile(df: number, tail: TailProbability): number {
  const shape = checkedShape("df", df) / 2;
  if (tail.probability === 0) return tail.side === "lower" ? 0 : Infinity;
  if (tail.probability === 1) return tail.side === "lower" ? Infinity : 0;
  const logarithm = tailQuantile(
    {
      tails: (logX) => gammaTails(shape, Math.exp(logX), logX),
      logDensity: (logX) => logGammaKernel(shape, Math.exp(logX), logX),
      start: Math.log(shape),
      maxStepUp: 1,
    },
    tail,
  );
  return 2 * Math.exp(logarithm);
}
