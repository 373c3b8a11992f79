import { normalQuantileUpper, normalUpper } from "@liftproof/estimators";
import { checkRateTest } from "./check-rate-test.ts";
import type { RateTest } from "./rate-test.ts";

/**
 * Power of a test of two rates on the arcsine scale, both tails counted.
 *
 * A second opinion on `rateTestPower`, and what calculators that ask for Cohen's h compute; no plan of
 * this package uses it.
 *
 * @throws RangeError when an argument is outside the range its documentation states.
 *
 * Source: Cohen, "Statistical Power Analysis for the Behavioral Sciences", 1988, chapter 6.
 */
export function arcsineRateTestPower({ control, treatment, units, alpha }: RateTest): number {
  checkRateTest({ control, treatment, units, alpha });
  const h = 2 * Math.asin(Math.sqrt(treatment)) - 2 * Math.asin(Math.sqrt(control));
  const shift = h / Math.sqrt(1 / units.control + 1 / units.treatment);
  const critical = normalQuantileUpper(alpha / 2);
  return normalUpper(critical - shift) + normalUpper(critical + shift);
}
