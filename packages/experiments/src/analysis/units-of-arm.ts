import type { MetricMoments } from "./analysis-input.ts";
import { momentsOfArm } from "./moments-of-arm.ts";
import { rateOfArm } from "./rate-of-arm.ts";

/** Units of an arm that have a value of the metric. */
export function unitsOfArm(metric: MetricMoments, arm: string): number {
  if (metric.kind === "rate") return rateOfArm(metric.byArm, arm).trials;
  if (metric.kind !== "quantile") return momentsOfArm(metric.byArm, arm).count;
  return Object.hasOwn(metric.unitsByArm, arm) ? (metric.unitsByArm[arm] ?? 0) : 0;
}
