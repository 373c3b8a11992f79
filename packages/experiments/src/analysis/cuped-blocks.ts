import { cuped, linearizedRatio } from "@liftproof/estimators";
import type { CupedOptions, JointMoments } from "@liftproof/estimators";
import type { AnalysisInput, MetricMoments } from "./analysis-input.ts";
import type { CupedBlock, Lacking } from "./analysis-result.ts";
import { beyondRange } from "./beyond-range.ts";
import { momentsOfArm } from "./moments-of-arm.ts";

/**
 * The adjusted estimate of every treatment, from one fit over all arms; `undefined` when no
 * covariate was given.
 *
 * @param arms - The control, then the treatments.
 */
export function cupedBlocks(
  metric: MetricMoments,
  arms: readonly string[],
  { alpha, slopes }: Pick<AnalysisInput, "alpha" | "slopes">,
): readonly (CupedBlock | Lacking)[] | undefined {
  if (arms.length < 2) return undefined;
  const moments = adjustable(metric, arms);
  if (moments === undefined) return undefined;
  if (moments === "no_denominator" || moments === "beyond_range") return arms.slice(1).map(() => ({ insufficient: moments }));
  const fit = cuped(moments, { alpha, ...fitOf(slopes) });
  if (fit.kind === "insufficient") return arms.slice(1).map(() => ({ insufficient: fit.reason }));
  const [slope = 0, ...more] = fit.theta;
  const theta = more.length === 0 ? slope : fit.theta;
  const thetaByArm = fit.thetaByArm?.map((slopes, index): [string, readonly number[]] => [arms[index] ?? "", slopes]);
  return fit.comparisons.map((one) => ({
    theta,
    ...(thetaByArm === undefined ? {} : { thetaByArm: Object.fromEntries(thetaByArm) }),
    varianceReduction: one.varianceReduction,
    difference: one.difference,
    standardError: one.standardError,
    degreesOfFreedom: one.degreesOfFreedom,
    pValue: one.pValue,
    interval: one.interval,
    lift: one.lift,
    liftInterval: one.liftInterval,
  }));
}

function fitOf(slopes: AnalysisInput["slopes"]): Pick<CupedOptions, "slopes" | "thetaWeighting"> {
  if (slopes === undefined) return {};
  return slopes === "balanced" ? { thetaWeighting: slopes } : { slopes };
}

/** Moments of the metric and its covariates per arm; `undefined` without covariates. */
function adjustable(
  metric: MetricMoments,
  arms: readonly string[],
): readonly JointMoments[] | "no_denominator" | "beyond_range" | undefined {
  if (metric.kind === "quantile") return undefined;
  const byArm = metric.kind === "rate" ? metric.covariates : metric.byArm;
  if (byArm === undefined) return undefined;
  const joints = arms.map((arm): JointMoments => momentsOfArm(byArm, arm));
  const own = metric.kind === "ratio" ? 2 : 1;
  if (joints.every(({ means }) => means.length <= own)) return undefined;
  if (beyondRange(metric) !== undefined) return "beyond_range";
  if (metric.kind !== "ratio") return joints;
  const linear = joints.map((joint) => linearizedRatio(joint)).filter((joint) => joint !== undefined);
  return linear.length === joints.length ? linear : "no_denominator";
}
