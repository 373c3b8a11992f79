import { normalQuantileUpper } from "@liftproof/estimators";
import { rateTestPower } from "./rate-test-power.ts";
import type { ArmUnits, ComparisonPower, TestDesign } from "./comparison-power.ts";
import { increasingRoot } from "./increasing-root.ts";

/** A conversion rate and the effect to find in it. */
export interface RateEffect {
  /** Rate without the change, in (0, 1). */
  readonly baseline: number;
  /** Relative effect, not 0; both rates lie in (0, 1). */
  readonly mdeRelative: number;
  /** What is left of the variance after CUPED and clustering. */
  readonly varianceFactor: number;
}

/**
 * Power of the pooled score test of two rates.
 *
 * The null variance pools both arms by their share of units; using the plain average of the two rates
 * undersizes an unequal split. With equal arms the result is that of R's `power.prop.test`.
 *
 * Source: Fleiss, Levin and Paik, "Statistical Methods for Rates and Proportions", 2003, section 4.
 */
export function ratePower({ baseline, mdeRelative, varianceFactor }: RateEffect): ComparisonPower {
  return {
    controlUnits: (ratio, design) =>
      (standardizedNeed(baseline, baseline * (1 + mdeRelative), { ratio, ...design }) / (baseline * mdeRelative)) ** 2 *
      varianceFactor,
    detectable: (units, design) => detectableLift({ baseline, mdeRelative, varianceFactor }, units, design),
    powerAt: ({ control, treatment }, effect, alpha) => {
      const moved = baseline * (1 + Math.sign(mdeRelative) * Math.abs(effect));
      if (!(moved > 0 && moved < 1)) return null;
      const effective = { control: control / varianceFactor, treatment: treatment / varianceFactor };
      return rateTestPower({ control: baseline, treatment: moved, units: effective, alpha });
    },
  };
}

/** Difference times the root of control units that reaches the power: both tails of the test at work. */
function standardizedNeed(control: number, treatment: number, design: TestDesign & { readonly ratio: number }): number {
  const { ratio, alpha, power } = design;
  const pooled = (control + ratio * treatment) / (1 + ratio);
  const underNull = Math.sqrt(pooled * (1 - pooled) * (1 + 1 / ratio));
  const underEffect = Math.sqrt(control * (1 - control) + (treatment * (1 - treatment)) / ratio);
  return normalQuantileUpper(alpha / 2) * underNull + normalQuantileUpper(1 - power) * underEffect;
}

/** In the direction of the effect that was asked for; `null` when even a rate of 0 or 1 would not be told apart. */
function detectableLift(effect: RateEffect, units: ArmUnits, design: TestDesign): number | null {
  const { baseline, mdeRelative, varianceFactor } = effect;
  const ratio = units.treatment / units.control;
  const limit = mdeRelative > 0 ? 1 - baseline : baseline;
  const sign = Math.sign(mdeRelative);
  const surplus = (difference: number): number => {
    const need = standardizedNeed(baseline, baseline + sign * difference, { ratio, ...design });
    return difference * Math.sqrt(units.control / varianceFactor) - need;
  };
  if (!(surplus(limit) >= 0)) return null;
  return increasingRoot(surplus, { low: 0, high: limit }) / baseline;
}
