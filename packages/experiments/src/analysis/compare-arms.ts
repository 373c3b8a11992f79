import { compareMeans, compareQuantiles, compareRates, compareRatios, marginalMoments } from "@liftproof/estimators";
import type { Comparison } from "@liftproof/estimators";
import type { AnalysisInput, MetricMoments } from "./analysis-input.ts";
import type { ComparedArms, UncomparedArms } from "./analysis-result.ts";
import type { ArmPair } from "./arm-pair.ts";
import { bandOfArm } from "./band-of-arm.ts";
import { bayesianBlock } from "./bayesian-block.ts";
import { beyondRange } from "./beyond-range.ts";
import { chanceToDecide } from "./chance-to-decide.ts";
import { covariateBalance } from "./covariate-balance.ts";
import { cupedBlocks } from "./cuped-blocks.ts";
import { momentsOfArm } from "./moments-of-arm.ts";
import { postStratifiedBlock } from "./post-stratified-block.ts";
import { rateOfArm } from "./rate-of-arm.ts";
import { ratioOfArm } from "./ratio-of-arm.ts";
import { sequentialBlock } from "./sequential-block.ts";
import { skewOfArms } from "./skew-of-arms.ts";
import { unitsOfArm } from "./units-of-arm.ts";

/** What the blocks of a comparison depend on beside the moments. */
export interface CompareOptions extends Pick<AnalysisInput, "alpha" | "prior" | "priorSd" | "plannedUnits" | "slopes" | "rope" | "interim" | "mdeRelative" | "decision"> {
  /** The same metric in each stratum; asks for the post-stratified estimate. */
  readonly strata?: readonly MetricMoments[];
}

/**
 * Every treatment against the control in one metric, `adjustedPValue` still equal to `pValue`.
 *
 * @param arms - The control, then the treatments.
 */
export function compareArms(
  metric: MetricMoments,
  [control = "", ...treatments]: readonly string[],
  input: CompareOptions,
): readonly (ComparedArms | UncomparedArms)[] {
  const options = { ...input, alpha: metric.alpha ?? input.alpha, ...(metric.priorSd === undefined ? {} : { priorSd: metric.priorSd }) };
  const adjusted = cupedBlocks(metric, [control, ...treatments], options);
  return treatments.map((treatment, index) => {
    const pair = { control, treatment };
    const units = { controlUnits: unitsOfArm(metric, control), treatmentUnits: unitsOfArm(metric, treatment) };
    const found = comparison(metric, pair, options.alpha);
    if (found.kind === "insufficient") {
      const { controlMean, treatmentMean } = found;
      return { kind: "insufficient", ...pair, ...units, insufficient: found.reason, controlMean, treatmentMean };
    }
    const sequential = sequentialBlock(metric, pair, options);
    const bayesian = bayesianBlock(metric, { ...pair, effect: found }, options);
    const cuped = adjusted?.[index];
    const skewed = skewOfArms(metric, pair);
    const balance = covariateBalance(metric, pair);
    const postStratified = options.strata === undefined ? undefined : postStratifiedBlock(options.strata, pair, options.alpha);
    const compared: ComparedArms = {
      ...found,
      ...pair,
      ...units,
      adjustedPValue: found.pValue,
      ...(skewed === undefined ? {} : { skewWarning: skewed }),
      ...(sequential === undefined ? {} : { sequential }),
      ...(bayesian === undefined ? {} : { bayesian }),
      ...(cuped === undefined ? {} : { cuped }),
      ...(balance === undefined ? {} : { covariateImbalance: balance }),
      ...(postStratified === undefined ? {} : { postStratified }),
    };
    const chance = outlook(compared, options);
    return chance === undefined ? compared : { ...compared, chanceToDecide: chance };
  });
}

function outlook(compared: ComparedArms, { alpha, interim, plannedUnits, mdeRelative, decision }: CompareOptions): ComparedArms["chanceToDecide"] {
  if (!interim || plannedUnits === undefined || mdeRelative === undefined) return undefined;
  return chanceToDecide(compared, { alpha, plannedUnits, mdeRelative, estimate: decision?.estimate ?? "raw" });
}

function comparison(
  metric: MetricMoments,
  { control, treatment }: ArmPair,
  alpha: number,
): Comparison {
  if (beyondRange(metric) === "metric") return { kind: "insufficient", reason: "beyond_range", controlMean: null, treatmentMean: null };
  switch (metric.kind) {
    case "rate":
      return compareRates(rateOfArm(metric.byArm, control), rateOfArm(metric.byArm, treatment), { alpha });
    case "mean":
      return compareMeans(
        marginalMoments(momentsOfArm(metric.byArm, control), 0),
        marginalMoments(momentsOfArm(metric.byArm, treatment), 0),
        { alpha },
      );
    case "quantile":
      return compareQuantiles(bandOfArm(metric.byArm, control), bandOfArm(metric.byArm, treatment), { alpha });
    case "ratio":
      return compareRatios(ratioOfArm(metric.byArm, control), ratioOfArm(metric.byArm, treatment), { alpha });
  }
}
