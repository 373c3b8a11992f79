import { checkedPoint, checkedProbability, checkedShape } from "./check-argument.ts";
import { gammaCurve, gammaTails, logGammaKernel } from "./gamma-tails.ts";
import { logGamma } from "./log-gamma.ts";
import type { TailProbability } from "./tail-quantile.ts";
import { roughNormalScore, tailQuantile } from "./tail-quantile.ts";
import type { Tails } from "./tails.ts";

/**
 * Regularized lower incomplete gamma function P(a, x): the share of a Gamma(a) below x.
 *
 * @throws RangeError when a is not finite and positive, or x is not a number.
 *
 * Source: Abramowitz and Stegun 6.5.1.
 */
export function gammaLower(x: number, a: number): number {
  return tailsAt(x, a).lower;
}

/** Regularized upper incomplete gamma function Q(a, x): the share of a Gamma(a) above x. */
export function gammaUpper(x: number, a: number): number {
  return tailsAt(x, a).upper;
}

/** Logarithm of {@link gammaLower}, finite long after the value itself underflows. */
export function gammaLogLower(x: number, a: number): number {
  return tailsAt(x, a).logLower;
}

/** Logarithm of {@link gammaUpper}, finite long after the value itself underflows. */
export function gammaLogUpper(x: number, a: number): number {
  return tailsAt(x, a).logUpper;
}

/**
 * The point below which the share p of a Gamma(a) lies: 0 at p = 0, Infinity at p = 1; 0 as well when the true
 * value underflows, as it does for shapes below 1 in the deepest tails.
 */
export function gammaQuantile(p: number, a: number): number {
  return quantile(checkedShape("a", a), { probability: checkedProbability(p), side: "lower" });
}

/** The point above which the share p of a Gamma(a) lies. */
export function gammaQuantileUpper(p: number, a: number): number {
  return quantile(checkedShape("a", a), { probability: checkedProbability(p), side: "upper" });
}

function quantile(a: number, tail: TailProbability): number {
  const curve = gammaCurve(a);
  const at = (logX: number) => {
    const x = Math.exp(logX);
    const logDensity = logGammaKernel(curve, x, logX);
    return { tails: gammaTails(a, x, logDensity), logDensity, slope: a - x };
  };
  const start = (smaller: TailProbability): number => {
    // Wilson and Hilferty's normal score, or below it the first term of the power series (A&S 26.4.17, 6.5.29).
    const cubeRoot = 1 - 1 / (9 * a) + roughNormalScore(smaller) / (3 * Math.sqrt(a));
    const bySeries = smaller.side === "lower" ? (Math.log(smaller.probability) + logGamma(a + 1)) / a : -Infinity;
    return Math.max(Math.log(a * Math.max(0, cubeRoot) ** 3), bySeries);
  };
  return Math.exp(tailQuantile({ at, start }, tail));
}

function tailsAt(x: number, a: number): Tails {
  const shape = checkedShape("a", a);
  const point = Math.max(0, checkedPoint("x", x));
  return gammaTails(shape, point, logGammaKernel(gammaCurve(shape), point));
}
