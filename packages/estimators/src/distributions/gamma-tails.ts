import { CONVERGED, LARGE } from "./convergents.ts";
import { HALF_LOG_TWO_PI, stirlingCorrection } from "./log-gamma.ts";
import { log1pMinus } from "./log1p-minus.ts";
import { Tails } from "./tails.ts";

/** Share of the sum below which a term of the power series no longer counts. */
const NEGLIGIBLE = 1e-17;

/** Shape of a gamma distribution with what its kernel needs at every point. */
export interface GammaCurve {
  readonly a: number;
  readonly logA: number;
  /** Logarithm of the kernel at the mean. */
  readonly logPeak: number;
}

/** Prepares a gamma distribution that is to be evaluated at many points. */
export function gammaCurve(a: number): GammaCurve {
  const logA = Math.log(a);
  return { a, logA, logPeak: 0.5 * logA - HALF_LOG_TWO_PI - stirlingCorrection(a) };
}

/**
 * Regularized incomplete gamma functions P(a, x) and Q(a, x), for shape a > 0 and x >= 0, from the logarithm of
 * x^a e^-x / Gamma(a).
 *
 * Relative error below 1e-12 down to tails of 1e-300, for shapes from 0.25 to 5e6.
 *
 * Source: power series and Legendre continued fraction, Abramowitz and Stegun 6.5.29 and 6.5.31.
 */
export function gammaTails(a: number, x: number, logKernel: number): Tails {
  const side = x < a + 1 ? "lower" : "upper";
  if (logKernel === -Infinity) return new Tails(side, 0, 0);
  return new Tails(side, side === "lower" ? powerSeries(a, x) : 1 / legendreFraction(a, x), logKernel);
}

/**
 * Logarithm of x^a e^-x / Gamma(a), the density of log X.
 *
 * `logX` may be given: deep quantiles of small shapes know it when x itself has underflowed.
 *
 * Source: Loader, "Fast and Accurate Computation of Binomial Probabilities", 2000.
 */
export function logGammaKernel({ a, logA, logPeak }: GammaCurve, x: number, logX?: number): number {
  if (x === Infinity) return -Infinity;
  const gap = (x - a) / a;
  return a * (Math.abs(gap) < 0.5 ? log1pMinus(gap) : (logX ?? Math.log(x)) - logA - gap) + logPeak;
}

function powerSeries(a: number, x: number): number {
  let term = 1 / a;
  let sum = term;
  for (let k = a + 1; term > sum * NEGLIGIBLE; k += 1) {
    term *= x / k;
    sum += term;
  }
  return sum;
}

/**
 * The denominator of Legendre's fraction, by the forward recurrence of its convergents.
 *
 * Their halves stay apart until the end: a division in every round would take most of the time.
 */
function legendreFraction(a: number, x: number): number {
  let b = x + 1 - a;
  let above = b;
  let below = 1;
  let aboveBefore = 1;
  let belowBefore = 0;
  // From LARGE on the first convergent is exact.
  for (let k = 1, far = x < LARGE; far; k += 1) {
    b += 2;
    const numerator = k * (a - k);
    const scale = above > LARGE ? 1 / LARGE : 1;
    const nextAbove = b * above + numerator * aboveBefore;
    const nextBelow = b * below + numerator * belowBefore;
    far = Math.abs(below * nextAbove - above * nextBelow) > CONVERGED * below * nextAbove;
    aboveBefore = above * scale;
    belowBefore = below * scale;
    above = nextAbove * scale;
    below = nextBelow * scale;
  }
  return above / below;
}
