import { HALF_LOG_TWO_PI, stirlingCorrection } from "./log-gamma.ts";

/**
 * Natural logarithm of the beta function B(a, b), for shapes above 0.
 *
 * Built from ratios and Stirling corrections rather than from three log-gammas, so that shapes of
 * 10^8 keep their digits.
 *
 * Source: Stirling's series, Abramowitz and Stegun 6.1.41 and 6.2.2.
 */
export function logBeta(a: number, b: number): number {
  const total = a + b;
  const logShareA = a < b ? Math.log(a / total) : Math.log1p(-b / total);
  const logShareB = a < b ? Math.log1p(-a / total) : Math.log(b / total);
  return (
    HALF_LOG_TWO_PI +
    (a - 0.5) * logShareA +
    (b - 0.5) * logShareB -
    0.5 * Math.log(total) +
    (stirlingCorrection(a) + stirlingCorrection(b) - stirlingCorrection(total))
  );
}
