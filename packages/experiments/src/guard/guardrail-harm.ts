import type { InsufficientReason, SequentialNonInferiorityOptions } from "@liftproof/estimators";
import type { MetricMoments } from "../analysis/analysis-input.ts";
import type { ArmPair } from "../analysis/arm-pair.ts";
import { beyondRange } from "../analysis/beyond-range.ts";
import { rateOfArm } from "../analysis/rate-of-arm.ts";
import { sequentialHarm } from "../analysis/sequential-harm.ts";
import { uniformRatesInterval } from "../results/uniform-rates-interval.ts";

/**
 * Harm that is proven at every look: the lower bound of how much worse the treatment is, in units of the metric. Negative
 * while it may as well be better.
 *
 * Where nobody has converted, or everybody, no harm is seen, and the bound is the one the counts allow.
 *
 * @returns The reason while it is too early to say.
 */
export function guardrailHarm(
  metric: MetricMoments,
  pair: ArmPair,
  options: SequentialNonInferiorityOptions,
): number | InsufficientReason {
  if (beyondRange(metric) === "metric") return "beyond_range";
  const found = sequentialHarm(metric, pair, options);
  if (found.kind === "judged") return found.leastHarm;
  return uniformHarm(metric, pair, { ...options, insufficient: found.reason }) ?? found.reason;
}

function uniformHarm(
  metric: MetricMoments,
  { control, treatment }: ArmPair,
  { alpha, plannedUnits, direction, insufficient }: SequentialNonInferiorityOptions & { readonly insufficient: InsufficientReason },
): number | undefined {
  if (metric.kind !== "rate") return undefined;
  const units = { controlUnits: rateOfArm(metric.byArm, control).trials, treatmentUnits: rateOfArm(metric.byArm, treatment).trials };
  const interval = uniformRatesInterval({ ...units, insufficient }, { alpha, plannedUnits });
  return interval === null ? undefined : direction === "up" ? -interval[1] : interval[0];
}
