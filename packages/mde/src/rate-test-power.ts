import { normalQuantileUpper, normalUpper } from "@liftproof/estimators";
import { checkRateTest } from "./check-rate-test.ts";
import type { RateTest } from "./rate-test.ts";

/**
 * Power of the pooled score test of two rates, in the direction of the true difference.
 *
 * The null variance pools both arms by their share of units. With equal arms it is R's `power.prop.test`.
 *
 * @throws RangeError when an argument is outside the range its documentation states.
 *
 * Source: Fleiss, Levin and Paik, "Statistical Methods for Rates and Proportions", 2003, section 4.
 *
 * @example
 * ```ts
 * rateTestPower({ control: 0.05, treatment: 0.055, units: { control: 31234, treatment: 31234 }, alpha: 0.05 }); // 0.8
 * ```
 */
export function rateTestPower({ control, treatment, units, alpha }: RateTest): number {
  checkRateTest({ control, treatment, units, alpha });
  const pooled = (control * units.control + treatment * units.treatment) / (units.control + units.treatment);
  const underNull = Math.sqrt(pooled * (1 - pooled) * (1 / units.control + 1 / units.treatment));
  const underEffect = Math.sqrt((control * (1 - control)) / units.control + (treatment * (1 - treatment)) / units.treatment);
  return normalUpper((normalQuantileUpper(alpha / 2) * underNull - Math.abs(treatment - control)) / underEffect);
}
