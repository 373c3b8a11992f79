import { marginalMoments, sequentialMeans, sequentialRates } from "@liftproof/estimators";
import type { SequentialResult } from "@liftproof/estimators";
import type { MetricMoments } from "./analysis-input.ts";
import type { Lacking, SequentialBlock } from "./analysis-result.ts";
import type { ArmPair } from "./arm-pair.ts";
import { momentsOfArm } from "./moments-of-arm.ts";
import { nonzeroUnitsOf } from "./nonzero-units-of.ts";
import { rateOfArm } from "./rate-of-arm.ts";
import { sequentialHarm } from "./sequential-harm.ts";

/** The answer that holds at every look; `undefined` without planned units, `no_sequence` for ratios and quantiles, which have none. */
export function sequentialBlock(
  metric: MetricMoments,
  pair: ArmPair,
  { alpha, plannedUnits }: { readonly alpha: number; readonly plannedUnits?: number },
): SequentialBlock | Lacking | undefined {
  if (plannedUnits === undefined) return undefined;
  const result = sequence(metric, pair, { alpha, plannedUnits });
  if (result === undefined) return { insufficient: "no_sequence" };
  if (result.kind === "insufficient") return { insufficient: result.reason };
  const harm = sequentialHarm(metric, pair, { margin: 0, direction: "down", alpha: alpha / 2, plannedUnits });
  if (harm.kind !== "judged") return { insufficient: harm.reason };
  const { pValue, interval, liftInterval } = result;
  return { pValue, interval, liftInterval, bounds: [harm.leastHarm, harm.bound] };
}

function sequence(
  metric: MetricMoments,
  { control, treatment }: ArmPair,
  options: { readonly alpha: number; readonly plannedUnits: number },
): SequentialResult | undefined {
  if (metric.kind === "ratio" || metric.kind === "quantile") return undefined;
  if (metric.kind === "rate") {
    return sequentialRates(rateOfArm(metric.byArm, control), rateOfArm(metric.byArm, treatment), options);
  }
  return sequentialMeans(
    marginalMoments(momentsOfArm(metric.byArm, control), 0),
    marginalMoments(momentsOfArm(metric.byArm, treatment), 0),
    { ...options, ...nonzeroUnitsOf(metric, { control, treatment }) },
  );
}
