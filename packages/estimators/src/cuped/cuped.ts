import { checkedAlpha } from "../check-alpha.ts";
import type { InsufficientReason } from "../comparison.ts";
import type { WelchDifference } from "../means/welch-difference.ts";
import { welchDifference } from "../means/welch-difference.ts";
import { checkedJointMoments } from "../moments/check-moments.ts";
import type { JointMoments } from "../moments/joint-moments.ts";
import type { AdjustedArm } from "./adjusted-arm.ts";
import { adjustedArm } from "./adjusted-arm.ts";
import { pooledFit } from "./pooled-fit.ts";

/** How to adjust and at which error rate to judge. */
export interface CupedOptions {
  readonly alpha: number;
  /**
   * `"pooled"`, the default, fits one slope to the deviations of all units; `"balanced"` weights arms by
   * 1 / units, which gives the narrowest interval when the split is unequal.
   */
  readonly thetaWeighting?: "pooled" | "balanced";
}

/** One treatment against the control, both adjusted. */
export interface CupedComparison extends WelchDifference {
  readonly controlMean: number;
  readonly treatmentMean: number;
  /** Share of the squared standard error removed; negative when the adjustment did harm. */
  readonly varianceReduction: number;
}

/** Every treatment adjusted by one common fit, or why there is none. */
export type CupedResult =
  | {
      readonly kind: "adjusted";
      /** One slope per covariate; 0 for one that does not vary or repeats others. */
      readonly theta: readonly number[];
      /** Share of the variance within arms that the covariates foretell. */
      readonly varianceReduction: number;
      /** In the order of the treatments. */
      readonly comparisons: readonly CupedComparison[];
    }
  | { readonly kind: "insufficient"; readonly reason: InsufficientReason };

/**
 * Effects after the part of the metric foretold by covariates from before the experiment is taken out.
 *
 * The slope is fitted within arms, over all of them: a fit over the concatenated arms would absorb part of
 * the effect, and one per pair would give the control a different mean in every comparison. The lift is
 * relative to the raw control mean, with the covariance between raw and adjusted.
 *
 * @param arms - Moments of metric and covariates, the control first, at least one treatment.
 * @returns `insufficient` with `too_few_units` under 20 + 10 per covariate in an arm, `no_variation` when
 * nothing is left to compare.
 * @throws RangeError when there are fewer than two arms, their columns differ, or no data could have
 * the moments.
 *
 * Source: Deng, Xu, Kohavi and Walker, "Improving the Sensitivity of Online Controlled Experiments by
 * Utilizing Pre-Experiment Data", WSDM 2013; the slope is that of an analysis of covariance.
 */
export function cuped(
  arms: readonly JointMoments[],
  { alpha, thetaWeighting = "pooled" }: CupedOptions,
): CupedResult {
  checkedAlpha(alpha);
  const columns = checkedColumns(arms);
  const needed = 20 + 10 * (columns - 1);
  if (arms.some((arm) => arm.count < needed)) {
    return { kind: "insufficient", reason: "too_few_units" };
  }
  const fit = pooledFit(arms, thetaWeighting);
  const [control, ...treatments] = arms.map((arm) => adjustedArm(arm, fit));
  if (control === undefined || treatments.some((arm) => !canCompare(control, arm))) {
    return { kind: "insufficient", reason: "no_variation" };
  }
  const everyArm = [control, ...treatments];
  const raw = everyArm.reduce((sum, arm) => sum + arm.rawSquares, 0);
  const adjusted = everyArm.reduce((sum, arm) => sum + arm.adjustedSquares, 0);
  return {
    kind: "adjusted",
    theta: fit.theta,
    varianceReduction: 1 - adjusted / raw,
    comparisons: treatments.map((treatment) => compared(control, treatment, alpha)),
  };
}

function checkedColumns(arms: readonly JointMoments[]): number {
  arms.forEach((arm, i) => checkedJointMoments(`arms[${i}]`, arm));
  const columns = arms[0]?.means.length ?? 0;
  if (arms.length < 2 || columns < 1) {
    throw new RangeError(`arms: expected a control and at least one treatment, got ${arms.length} arms`);
  }
  const odd = arms.find((arm) => arm.means.length !== columns);
  if (odd !== undefined) {
    throw new RangeError(`arms: expected ${columns} columns in every arm, got ${odd.means.length}`);
  }
  return columns;
}

/** A metric that its covariates foretell to the last digits leaves only rounding to compare. */
function canCompare(control: AdjustedArm, treatment: AdjustedArm): boolean {
  return control.variance + treatment.variance > 1e-13 * (control.rawVariance + treatment.rawVariance);
}

function compared(control: AdjustedArm, treatment: AdjustedArm, alpha: number): CupedComparison {
  const base = {
    value: control.rawMean,
    variance: control.rawVariance,
    covariance: -control.covarianceWithRaw,
  };
  const adjusted = control.variance + treatment.variance;
  const raw = control.rawVariance + treatment.rawVariance;
  return {
    controlMean: control.value,
    treatmentMean: treatment.value,
    varianceReduction: 1 - adjusted / raw,
    ...welchDifference(control, treatment, { alpha, base }),
  };
}
