import { cuped } from "@liftproof/estimators";
import type { JointMoments } from "@liftproof/estimators";
import type { MetricMoments } from "./analysis-input.ts";
import type { CupedBlock, Lacking } from "./analysis-result.ts";
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
  alpha: number,
): readonly (CupedBlock | Lacking)[] | undefined {
  const byArm = metric.kind === "mean" ? metric.byArm : metric.kind === "rate" ? metric.covariates : undefined;
  if (byArm === undefined || arms.length < 2) return undefined;
  const moments: readonly JointMoments[] = arms.map((arm) => momentsOfArm(byArm, arm));
  if (moments.every(({ means }) => means.length < 2)) return undefined;
  const fit = cuped(moments, { alpha });
  if (fit.kind === "insufficient") return arms.slice(1).map(() => ({ insufficient: fit.reason }));
  const [slope = 0, ...more] = fit.theta;
  const theta = more.length === 0 ? slope : fit.theta;
  return fit.comparisons.map((one) => ({
    theta,
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
