import { checkedAlpha } from "../check-alpha.ts";
import type { InsufficientReason } from "../comparison.ts";
import { SMALLEST_VARIANCE } from "../means/smallest-variance.ts";
import { checkedJointMoments, LARGEST_SQUARES } from "../moments/check-moments.ts";
import { columnUnits, inUnits } from "../moments/column-units.ts";
import type { JointMoments } from "../moments/joint-moments.ts";
import { mergeJointMoments } from "../moments/merge-joint-moments.ts";
import type { AdjustedArm } from "./adjusted-arm.ts";
import { adjustedArm } from "./adjusted-arm.ts";
import type { CupedComparison } from "./adjusted-difference.ts";
import { adjustedDifference } from "./adjusted-difference.ts";
import { perArmFits } from "./per-arm-fits.ts";
import { pooledFit } from "./pooled-fit.ts";

/** In units of the metric: a mean moved farther than this was compared with arms unlike its own. */
const FARTHEST = 1e10;

/** How to adjust and at which error rate to judge. */
export interface CupedOptions {
  readonly alpha: number;
  /**
   * `"pooled"`, the default, fits one slope to the deviations of all units; `"balanced"` weights arms by
   * 1 / units, which gives the narrowest interval when the split is unequal.
   */
  readonly thetaWeighting?: "pooled" | "balanced";
  /**
   * `"pooled"`, the default, adjusts all arms by one set of slopes. `"per-arm"` fits each arm its own (Lin),
   * which never widens the interval in large samples, also where the effect depends on the covariates; then
   * `thetaWeighting` says nothing.
   */
  readonly slopes?: "pooled" | "per-arm";
  /**
   * With `"per-arm"`, squared standard errors of the adjusted means from {@link robustVariance}, in the
   * order of the arms. When left out they come from the moments, which agrees in large samples.
   */
  readonly robustVariances?: readonly number[];
}

/** Every treatment adjusted by one common fit, or why there is none. */
export type CupedResult =
  | {
      readonly kind: "adjusted";
      /** One slope per covariate, over all arms; 0 for one that does not vary or repeats others. */
      readonly theta: readonly number[];
      /** The slopes of each arm, the control first, where each has its own. */
      readonly thetaByArm?: readonly (readonly number[])[];
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
 * relative to the raw control mean, with the covariance between raw and adjusted. With slopes per arm the
 * effect holds for units like all of those in the experiment, whose mean history is itself uncertain.
 *
 * @param arms - Moments of metric and covariates, the control first, at least one treatment.
 * @returns `insufficient` with `too_few_units` under 20 + 10 per covariate in an arm, `no_variation` when
 * nothing is left to compare or a pair of arms never varied, `no_overlap` when the covariates of the arms have nothing in common.
 * @throws RangeError when there are fewer than two arms, their columns differ, no data could have the
 * moments, or robust variances are given that do not fit.
 *
 * Source: Deng, Xu, Kohavi and Walker, "Improving the Sensitivity of Online Controlled Experiments by
 * Utilizing Pre-Experiment Data", WSDM 2013; the slope is that of an analysis of covariance. Slopes per arm: Lin,
 * "Agnostic Notes on Regression Adjustments to Experimental Data", Annals of Applied Statistics 7, 2013.
 */
export function cuped(
  arms: readonly JointMoments[],
  options: CupedOptions,
): CupedResult {
  checkedAlpha(options.alpha);
  const columns = checkedColumns(arms);
  const needed = 20 + 10 * (columns - 1);
  if (arms.some((arm) => arm.count < needed)) {
    return { kind: "insufficient", reason: "too_few_units" };
  }
  // Every column in a unit of its own size: products can neither overflow nor vanish.
  const units = columnUnits(arms);
  const measured = arms.map((arm) => inUnits(arm, units));
  const [unit = 1, ...covariateUnits] = units;
  const inData = (theta: readonly number[]): readonly number[] =>
    theta.map((slope, k) => slope * (unit / (covariateUnits[k] ?? 1)));
  const pooled = pooledFit(measured, options.thetaWeighting ?? "pooled");
  const perArm = options.slopes === "per-arm";
  const robust = checkedRobustVariances(arms, options)?.map((variance) => variance / unit / unit);
  const fits = perArm ? perArmFits(measured, robust) : measured.map(() => pooled);
  const everyArm = measured.map((arm, i) => adjustedArm(arm, fits[i] ?? pooled));
  const [control, ...treatments] = everyArm;
  if (control === undefined || treatments.some((arm) => !canCompare(control, arm, unit))) {
    return { kind: "insufficient", reason: "no_variation" };
  }
  if (everyArm.some((arm) => !(Math.abs(arm.value) + arm.variance < FARTHEST))) {
    return { kind: "insufficient", reason: "no_overlap" };
  }
  const raw = everyArm.reduce((sum, arm) => sum + arm.rawSquares, 0);
  const adjusted = everyArm.reduce((sum, arm) => sum + arm.adjustedSquares, 0);
  const all = measured.reduce(mergeJointMoments);
  return {
    kind: "adjusted",
    theta: inData(pooled.theta),
    ...(perArm ? { thetaByArm: fits.map(({ theta }) => inData(theta)) } : {}),
    varianceReduction: 1 - adjusted / raw,
    comparisons: treatments.map((treatment) =>
      adjustedDifference(control, treatment, { alpha: options.alpha, all, unit }),
    ),
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

function checkedRobustVariances(
  arms: readonly JointMoments[],
  { robustVariances: variances }: CupedOptions,
): readonly number[] | undefined {
  if (variances !== undefined && variances.length !== arms.length) {
    throw new RangeError(`robustVariances: expected one per arm (${arms.length}), got ${variances.length}`);
  }
  const odd = variances?.find((variance) => !(variance >= 0 && variance <= LARGEST_SQUARES));
  if (odd !== undefined) {
    throw new RangeError(`robustVariances: expected finite numbers >= 0, got ${odd}`);
  }
  return variances;
}

/**
 * A metric that its covariates foretell to the last digits leaves only rounding to compare. One that varies in neither arm has
 * nothing to foretell: a slope that other arms lent would make up all of its variance.
 */
function canCompare(control: AdjustedArm, treatment: AdjustedArm, unit: number): boolean {
  const variance = control.variance + treatment.variance;
  const raw = control.rawVariance + treatment.rawVariance;
  return variance > 1e-13 * raw && Math.min(variance, raw) * unit * unit > SMALLEST_VARIANCE;
}
