import { normalQuantileUpper, normalUpper, studentTQuantileUpper } from "@liftproof/estimators";
import type { ComparisonPower, TestDesign } from "./comparison-power.ts";
import { increasingRoot } from "./increasing-root.ts";
import type { ReferenceDistribution } from "./mean-test-power.ts";
import { noncentralTUpper } from "./noncentral-t-upper.ts";

/** A mean and the effect to find in it. */
export interface MeanEffect {
  /** Mean without the change, not 0. */
  readonly baseline: number;
  /** Relative effect, not 0; its sign does not matter. */
  readonly mdeRelative: number;
  /** Standard deviation of the metric over units, after CUPED and clustering. Positive. */
  readonly standardDeviation: number;
  /** Units that were randomized together, at least 1: only clusters count as degrees of freedom. Default 1. */
  readonly unitsPerCluster?: number;
  /** Default `"student-t"`. */
  readonly distribution?: ReferenceDistribution;
}

/** Chance that the statistic passes its critical value when it is shifted by `noncentrality`. */
type PowerOf = (noncentrality: number, units: number, alpha: number) => number;

/**
 * Power of the two-sample t test with equal variances, by the noncentral t distribution.
 *
 * The far tail of the wrong sign does not count, as in R's `power.t.test` without `strict`.
 *
 * Source: Cohen, "Statistical Power Analysis for the Behavioral Sciences", 1988, chapter 2.
 */
export function meanPower({ baseline, mdeRelative, standardDeviation, unitsPerCluster = 1, distribution = "student-t" }: MeanEffect): ComparisonPower {
  const deviations = Math.abs(baseline) / standardDeviation;
  const powerOf = distribution === "normal" ? normalPower : studentPower(unitsPerCluster);
  const scarce = (control: number, treatment: number): boolean => Math.min(control, treatment) < 2 * unitsPerCluster;
  return {
    controlUnits: (ratio, design) => {
      const least = (2 * unitsPerCluster) / Math.min(1, ratio);
      return controlUnits(deviations * Math.abs(mdeRelative), design, { ratio, least, powerOf });
    },
    detectable: ({ control, treatment }, design) => {
      // A variance needs two units, or two clusters of them.
      if (scarce(control, treatment)) return null;
      return (noncentralityFor(control + treatment, design, powerOf) * Math.sqrt(1 / control + 1 / treatment)) / deviations;
    },
    powerAt: ({ control, treatment }, effect, alpha) => {
      if (scarce(control, treatment)) return null;
      return powerOf((deviations * Math.abs(effect)) / Math.sqrt(1 / control + 1 / treatment), control + treatment, alpha);
    },
  };
}

function normalPower(noncentrality: number, _units: number, alpha: number): number {
  return normalUpper(normalQuantileUpper(alpha / 2) - noncentrality);
}

function studentPower(unitsPerCluster: number): PowerOf {
  return (noncentrality, units, alpha) => {
    const df = units / unitsPerCluster - 2;
    return noncentralTUpper(studentTQuantileUpper(alpha / 2, df), df, noncentrality);
  };
}

interface Search {
  readonly ratio: number;
  /** Fewest control units that can carry a test. */
  readonly least: number;
  readonly powerOf: PowerOf;
}

/** Control units to see a difference, in standard deviations, with `ratio` treated units for each. */
function controlUnits(difference: number, { alpha, power }: TestDesign, { ratio, least, powerOf }: Search): number {
  const surplus = (control: number): number =>
    powerOf(difference / Math.sqrt((1 + 1 / ratio) / control), control * (1 + ratio), alpha) - power;
  const levelQuantile = normalQuantileUpper(alpha / 2);
  const normal = (1 + 1 / ratio) * ((levelQuantile + normalQuantileUpper(1 - power)) / difference) ** 2;
  // The normal answer is a little too small; half the square of its quantile makes up for most of that.
  let low = Math.max(least, normal * (1 - 1e-6));
  let high = low + 1 + levelQuantile ** 2 / (1 + ratio);
  for (; surplus(high) < 0; high *= 1.5) low = high;
  return increasingRoot(surplus, { low, high });
}

/** The noncentrality at which the test reaches its power. */
function noncentralityFor(units: number, { alpha, power }: TestDesign, powerOf: PowerOf): number {
  const surplus = (noncentrality: number): number => powerOf(noncentrality, units, alpha) - power;
  const normal = normalQuantileUpper(alpha / 2) + normalQuantileUpper(1 - power);
  let low = normal * (1 - 1e-6);
  let high = normal * (1 + 1e-6 + 8 / units);
  for (; surplus(high) < 0; high *= 1.5) low = high;
  return increasingRoot(surplus, { low, high });
}
