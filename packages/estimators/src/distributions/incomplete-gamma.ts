import { checkedPoint, checkedShape } from "./check-argument.ts";
import { gammaTails } from "./gamma-tails.ts";
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

function tailsAt(x: number, a: number): Tails {
  return gammaTails(checkedShape("a", a), Math.max(0, checkedPoint("x", x)));
}
