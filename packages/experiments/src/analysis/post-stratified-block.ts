import { linearizedRatio, marginalMoments, mergeJointMoments, postStratify } from "@liftproof/estimators";
import type { JointMoments, Moments } from "@liftproof/estimators";
import type { MetricMoments, RatioOfMoments } from "./analysis-input.ts";
import type { Lacking, PostStratifiedBlock } from "./analysis-result.ts";
import type { ArmPair } from "./arm-pair.ts";
import { beyondRange } from "./beyond-range.ts";
import { momentsOfArm } from "./moments-of-arm.ts";
import { rateOfArm } from "./rate-of-arm.ts";
import { ratioOfArm } from "./ratio-of-arm.ts";

/**
 * The estimate after differences between strata are taken out; `undefined` for quantiles, which have none.
 *
 * A ratio is compared by its linearization over the whole arm: one number per unit whose mean is the ratio.
 *
 * @param strata - The metric in each stratum.
 */
export function postStratifiedBlock(strata: readonly MetricMoments[], { control, treatment }: ArmPair, alpha: number): PostStratifiedBlock | Lacking | undefined {
  if (strata.some((metric) => beyondRange(metric) === "metric")) return { insufficient: "beyond_range" };
  const [before, after] = [control, treatment].map((arm) => momentsPerStratum(strata, arm));
  if (before === undefined || after === undefined) return undefined;
  if (before === "no_denominator" || after === "no_denominator") return { insufficient: "no_denominator" };
  const pairs = before.map((moments, index) => ({ stratum: String(index), control: moments, treatment: after[index] ?? { count: 0, mean: 0, m2: 0 } }));
  const found = postStratify(pairs, { alpha });
  if (found.kind === "insufficient") return { insufficient: found.reason };
  const { difference, standardError, degreesOfFreedom, pValue, interval, lift, liftInterval } = found;
  const filled = pairs.filter((one) => one.control.count + one.treatment.count > 0).length;
  return { strata: filled, difference, standardError, degreesOfFreedom, pValue, interval, lift, liftInterval };
}

function momentsPerStratum(strata: readonly MetricMoments[], arm: string): readonly Moments[] | "no_denominator" | undefined {
  const ratios = strata.filter((metric) => metric.kind === "ratio");
  if (ratios.length > 0) return linearized(ratios, arm);
  if (strata.some(({ kind }) => kind === "quantile")) return undefined;
  return strata.map((metric): Moments => {
    if (metric.kind === "mean") return marginalMoments(momentsOfArm(metric.byArm, arm), 0);
    const { successes, trials } = metric.kind === "rate" ? rateOfArm(metric.byArm, arm) : { successes: 0, trials: 0 };
    const share = trials === 0 ? 0 : successes / trials;
    return { count: trials, mean: share, m2: successes * (1 - share) };
  });
}

function linearized(strata: readonly RatioOfMoments[], arm: string): readonly Moments[] | "no_denominator" {
  const own = strata.map(({ byArm }): JointMoments => ratioOfArm(byArm, arm));
  const whole = own.reduce(mergeJointMoments);
  const found = own.map((part) => linearizedRatio(part, whole)).filter((part) => part !== undefined);
  return found.length < own.length ? "no_denominator" : found.map((part) => marginalMoments(part, 0));
}
