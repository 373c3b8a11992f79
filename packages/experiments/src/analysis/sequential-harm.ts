import { marginalMoments, sequentialMeanNonInferiority, sequentialRateNonInferiority } from "@liftproof/estimators";
import type { NonInferiorityResult, SequentialNonInferiorityOptions } from "@liftproof/estimators";
import type { MetricMoments } from "./analysis-input.ts";
import type { ArmPair } from "./arm-pair.ts";
import { linearMoments } from "./linear-moments.ts";
import { momentsOfArm } from "./moments-of-arm.ts";
import { nonzeroUnitsOf } from "./nonzero-units-of.ts";
import { rateOfArm } from "./rate-of-arm.ts";

/** What harm the treatment does, judged at any look; ratios and quantiles as the means that they are in large samples. */
export function sequentialHarm(
  metric: MetricMoments,
  { control, treatment }: ArmPair,
  options: SequentialNonInferiorityOptions,
): NonInferiorityResult {
  if (metric.kind === "rate") {
    return sequentialRateNonInferiority(rateOfArm(metric.byArm, control), rateOfArm(metric.byArm, treatment), options);
  }
  if (metric.kind !== "mean") {
    const linear = linearMoments(metric, { control, treatment });
    if (typeof linear === "string") return { kind: "insufficient", reason: linear };
    return sequentialMeanNonInferiority(linear.control, linear.treatment, { ...options, nonzeroUnits: linear.informativeUnits });
  }
  return sequentialMeanNonInferiority(
    marginalMoments(momentsOfArm(metric.byArm, control), 0),
    marginalMoments(momentsOfArm(metric.byArm, treatment), 0),
    { ...options, ...nonzeroUnitsOf(metric, { control, treatment }) },
  );
}
