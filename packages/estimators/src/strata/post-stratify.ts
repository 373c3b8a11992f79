import { checkedAlpha } from "../check-alpha.ts";
import type { Comparison, ComparisonOptions, InsufficientReason } from "../comparison.ts";
import type { ArmEstimate } from "../means/arm-estimate.ts";
import { estimateOfMean } from "../means/estimate-of-mean.ts";
import { satterthwaite } from "../means/satterthwaite.ts";
import { SMALLEST_VARIANCE } from "../means/smallest-variance.ts";
import { variesAtAll } from "../means/varies-at-all.ts";
import type { WelchOptions } from "../means/welch-difference.ts";
import { welchDifference } from "../means/welch-difference.ts";
import { checkedMoments } from "../moments/check-moments.ts";
import type { JointMoments } from "../moments/joint-moments.ts";
import { mergeJointMoments } from "../moments/merge-joint-moments.ts";
import { mergeMoments } from "../moments/merge-moments.ts";
import type { Moments } from "../moments/moments.ts";

/** The two arms among the units of one stratum, such as a country, known before the experiment. */
export interface Stratum {
  readonly stratum: string;
  readonly control: Moments;
  readonly treatment: Moments;
}

/** At which error rate to judge, and for whom the effect is to hold. */
export interface PostStratifyOptions extends ComparisonOptions {
  /**
   * `"units"`, the default, takes the shares of the strata as given: the effect is that of the units of this
   * experiment. `"population"` adds what the shares themselves vary by where these units are a sample: wider
   * where the effect differs between strata.
   */
  readonly effectOn?: "units" | "population";
}

/**
 * Means compared within strata, each stratum weighing as many units as it holds over both arms.
 *
 * Takes out what the strata foretell of the metric, and any chance difference in their mix between arms.
 * The strata must be known before exposure. `controlMean` and `treatmentMean` are the weighted means, and
 * the lift is relative to that of the control.
 *
 * @param strata - Each stratum once; one without any units takes no part.
 * @returns `insufficient` with `too_few_units` when there are no units, `empty_stratum` when a stratum holds
 * fewer than two units of an arm (merge it with another), `no_variation` when nothing varies within strata.
 * @throws RangeError when a stratum is listed twice, alpha does not lie between 0 and 1, or no data could
 * have the moments.
 *
 * Source: Miratrix, Sekhon and Yu, "Adjusting Treatment Effect Estimates by Post-Stratification in
 * Randomized Experiments", JRSS B 75, 2013.
 */
export function postStratify(
  strata: readonly Stratum[],
  { alpha, effectOn = "units" }: PostStratifyOptions,
): Comparison {
  checkedAlpha(alpha);
  const filled = checkedStrata(strata);
  const [control, treatment] = (["control", "treatment"] as const).map((arm) =>
    filled.map((stratum) => stratum[arm]),
  ) as [Moments[], Moments[]];
  const insufficient = (reason: InsufficientReason): Comparison => ({
    kind: "insufficient",
    reason,
    controlMean: rawMean(control),
    treatmentMean: rawMean(treatment),
  });
  const reason = whyInsufficient(filled);
  if (reason !== undefined) return insufficient(reason);
  const sizes = filled.map((stratum) => stratum.control.count + stratum.treatment.count);
  const units = sizes.reduce((sum, size) => sum + size, 0);
  const shares = sizes.map((size) => size / units);
  const arms = [weighted(control, shares), weighted(treatment, shares)] as const;
  // A share squared may leave nothing of the smallest of variances.
  if (arms[0].variance + arms[1].variance < SMALLEST_VARIANCE) return insufficient("no_variation");
  return {
    kind: "compared",
    test: "post-stratified",
    controlMean: arms[0].value,
    treatmentMean: arms[1].value,
    ...welchDifference(arms[0], arms[1], {
      alpha,
      ...(effectOn === "population" ? sampledShares(filled, arms[0]) : {}),
    }),
  };
}

function checkedStrata(strata: readonly Stratum[]): readonly Stratum[] {
  const seen = new Set<string>();
  for (const { stratum, control, treatment } of strata) {
    if (seen.has(stratum)) {
      throw new RangeError(`strata: expected each stratum once, got ${JSON.stringify(stratum)} twice`);
    }
    seen.add(stratum);
    checkedMoments(`${stratum} control`, control);
    checkedMoments(`${stratum} treatment`, treatment);
  }
  return strata.filter(({ control, treatment }) => control.count + treatment.count > 0);
}

function whyInsufficient(strata: readonly Stratum[]): InsufficientReason | undefined {
  if (strata.length === 0) return "too_few_units";
  if (strata.some(({ control, treatment }) => Math.min(control.count, treatment.count) < 2)) {
    return "empty_stratum";
  }
  const varies = strata.some(({ control, treatment }) => variesAtAll([control, treatment]));
  return varies ? undefined : "no_variation";
}

/** What the difference and the control mean vary with the shares of the strata in a sample of these units. */
function sampledShares(
  strata: readonly Stratum[],
  control: ArmEstimate,
): Pick<WelchOptions, "base" | "shared"> {
  const rows = strata.map((stratum): JointMoments => {
    const difference = stratum.treatment.mean - stratum.control.mean;
    const count = stratum.control.count + stratum.treatment.count;
    return { count, means: [difference, stratum.control.mean], crossProducts: [[0, 0], [0, 0]] };
  });
  const { count, crossProducts } = rows.reduce(mergeJointMoments);
  /** Covariance of the means of two columns, each unit having the value of its stratum. */
  const ofMeans = (i: number, j: number): number => (crossProducts[i]?.[j] ?? 0) / (count - 1) / count;
  return {
    shared: { variance: ofMeans(0, 0), degreesOfFreedom: count - 1 },
    base: {
      value: control.value,
      variance: control.variance + ofMeans(1, 1),
      covariance: ofMeans(0, 1) - control.variance,
    },
  };
}

function rawMean(arm: readonly Moments[]): number | null {
  const whole = arm.reduce(mergeMoments, { count: 0, mean: 0, m2: 0 });
  return whole.count > 0 ? whole.mean : null;
}

/** The weighted mean of one arm over its strata. */
function weighted(arm: readonly Moments[], shares: readonly number[]): ArmEstimate {
  const estimates = arm.map(estimateOfMean);
  const parts = estimates.map(({ variance, degreesOfFreedom }, k) => ({
    variance: (shares[k] ?? 0) ** 2 * variance,
    degreesOfFreedom,
  }));
  const variance = parts.reduce((sum, part) => sum + part.variance, 0);
  return {
    value: estimates.reduce((sum, { value }, k) => sum + (shares[k] ?? 0) * value, 0),
    variance,
    // Of an arm that does not vary, the degrees of freedom do not matter.
    degreesOfFreedom: variance > 0 ? satterthwaite(parts) : 1,
  };
}
