import { marginalMoments, mergeJointMoments, postStratify } from "@liftproof/estimators";
import type { JointMoments, Moments } from "@liftproof/estimators";
import type { MetricMoments, RatioOfMoments } from "./analysis-input.ts";
import type { Lacking, PostStratifiedBlock } from "./analysis-result.ts";
import type { ArmPair } from "./arm-pair.ts";
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
  const [before, after] = [control, treatment].map((arm) => momentsPerStratum(strata, arm));
  if (before === undefined || after === undefined) return undefined;
  const pairs = before.map((moments, index) => ({ stratum: String(index), control: moments, treatment: after[index] ?? { count: 0, mean: 0, m2: 0 } }));
  const found = postStratify(pairs, { alpha });
  if (found.kind === "insufficient") return { insufficient: found.reason };
  const { difference, standardError, degreesOfFreedom, pValue, interval, lift, liftInterval } = found;
  const filled = pairs.filter((one) => one.control.count + one.treatment.count > 0).length;
  return { strata: filled, difference, standardError, degreesOfFreedom, pValue, interval, lift, liftInterval };
}

function momentsPerStratum(strata: readonly MetricMoments[], arm: string): readonly Moments[] | undefined {
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

function linearized(strata: readonly RatioOfMoments[], arm: string): readonly Moments[] | undefined {
  const own = strata.map(({ byArm }): JointMoments => ratioOfArm(byArm, arm));
  const [numerator = 0, denominator = 0] = own.reduce(mergeJointMoments).means;
  if (denominator === 0) return undefined;
  const ratio = numerator / denominator;
  return own.map(({ count, means, crossProducts }) => {
    const [top = 0, bottom = 0] = means;
    const product = (row: number, column: number): number => crossProducts[row]?.[column] ?? 0;
    const squares = product(0, 0) - 2 * ratio * product(0, 1) + ratio * ratio * product(1, 1);
    return {
      count,
      mean: count === 0 ? 0 : ratio + (top - ratio * bottom) / denominator,
      m2: Math.max(0, squares) / denominator / denominator,
    };
  });
}
