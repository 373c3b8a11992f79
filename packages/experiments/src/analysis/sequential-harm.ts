import { marginalMoments, sequentialMeanNonInferiority, sequentialRateNonInferiority } from "@liftproof/estimators";
import type { NonInferiorityResult, SequentialNonInferiorityOptions } from "@liftproof/estimators";
import type { MetricMoments } from "./analysis-input.ts";
import type { ArmPair } from "./arm-pair.ts";
import { momentsOfArm } from "./moments-of-arm.ts";
import { nonzeroUnitsOf } from "./nonzero-units-of.ts";
import { rateOfArm } from "./rate-of-arm.ts";

/** What harm the treatment does, judged at any look; `undefined` for ratios and quantiles, which have no sequence. */
export function sequentialHarm(
  metric: MetricMoments,
  { control, treatment }: ArmPair,
  options: SequentialNonInferiorityOptions,
): NonInferiorityResult | undefined {
  if (metric.kind === "rate") {
    return sequentialRateNonInferiority(rateOfArm(metric.byArm, control), rateOfArm(metric.byArm, treatment), options);
  }
  if (metric.kind !== "mean") return undefined;
  return sequentialMeanNonInferiority(
    marginalMoments(momentsOfArm(metric.byArm, control), 0),
    marginalMoments(momentsOfArm(metric.byArm, treatment), 0),
    { ...options, ...nonzeroUnitsOf(metric, { control, treatment }) },
  );
}
