import { normalQuantileUpper, studentTQuantile } from "@liftproof/estimators";
import type { ComparisonPower, TestDesign } from "./comparison-power.ts";
import { increasingRoot } from "./increasing-root.ts";
import { GREATEST_NONCENTRALITY, noncentralTUpper } from "./noncentral-t-upper.ts";

/** A mean and the effect to find in it. */
export interface MeanEffect {
  /** Mean without the change, not 0. */
  readonly baseline: number;
  /** Relative effect, not 0; its sign does not matter. */
  readonly mdeRelative: number;
  /** Standard deviation of the metric over units, after CUPED and clustering. Positive. */
  readonly standardDeviation: number;
}

/**
 * Power of the two-sample t test with equal variances, by the noncentral t distribution.
 *
 * The far tail of the wrong sign does not count, as in R's `power.t.test` without `strict`.
 *
 * Source: Cohen, "Statistical Power Analysis for the Behavioral Sciences", 1988, chapter 2.
 */
export function meanPower({ baseline, mdeRelative, standardDeviation }: MeanEffect): ComparisonPower {
  const difference = Math.abs(baseline * mdeRelative) / standardDeviation;
  return {
    controlUnits: (ratio, design) => controlUnits(difference, ratio, design),
    detectable: ({ control, treatment }, design) => {
      // A variance needs two units.
      const noncentrality = Math.min(control, treatment) >= 2 ? noncentralityFor(control + treatment - 2, design) : null;
      if (noncentrality === null) return null;
      return (noncentrality * standardDeviation * Math.sqrt(1 / control + 1 / treatment)) / Math.abs(baseline);
    },
  };
}

/**
 * Control units to see a difference, in standard deviations, with `ratio` treated units for each.
 *
 * The noncentrality is held at the greatest that can be computed, which never claims power that is not
 * there: only levels below 0.002 with a handful of units come near it.
 */
function controlUnits(difference: number, ratio: number, { alpha, power }: TestDesign): number {
  const surplus = (control: number): number => {
    const df = control * (1 + ratio) - 2;
    const noncentrality = Math.min(GREATEST_NONCENTRALITY, difference / Math.sqrt((1 + 1 / ratio) / control));
    return noncentralTUpper(-studentTQuantile(alpha / 2, df), df, noncentrality) - power;
  };
  const least = 2 / Math.min(1, ratio);
  const levelQuantile = normalQuantileUpper(alpha / 2);
  const normal = (1 + 1 / ratio) * ((levelQuantile + normalQuantileUpper(1 - power)) / difference) ** 2;
  // The normal answer is a little too small; half the square of its quantile makes up for most of that.
  let low = Math.max(least, normal * (1 - 1e-6));
  let high = low + 1 + levelQuantile ** 2 / (1 + ratio);
  for (; surplus(high) < 0; high *= 1.5) low = high;
  return increasingRoot(surplus, { low, high });
}

/** The noncentrality at which the test reaches its power, or `null` where it cannot be computed. */
function noncentralityFor(df: number, { alpha, power }: TestDesign): number | null {
  const critical = -studentTQuantile(alpha / 2, df);
  const surplus = (noncentrality: number): number => noncentralTUpper(critical, df, noncentrality) - power;
  if (surplus(GREATEST_NONCENTRALITY) < 0) return null;
  const normal = normalQuantileUpper(alpha / 2) + normalQuantileUpper(1 - power);
  let low = normal * (1 - 1e-6);
  let high = Math.min(GREATEST_NONCENTRALITY, normal * (1 + 1e-6 + 8 / df));
  for (; surplus(high) < 0; high = Math.min(GREATEST_NONCENTRALITY, high * 1.5)) low = high;
  return increasingRoot(surplus, { low, high });
}
