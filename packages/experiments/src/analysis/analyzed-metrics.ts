import { DEFAULT_RATE_PRIOR } from "@liftproof/estimators";
import type { AnalysisInput, MetricMoments } from "./analysis-input.ts";
import type { ComparedArms, MetricAnalysis, UncomparedArms } from "./analysis-result.ts";
import { bestArm } from "./best-arm.ts";
import { compareArms } from "./compare-arms.ts";
import { correctedPValues } from "./correction.ts";
import { historyChecks } from "./history-checks.ts";

/** What the metrics of an analysis depend on. */
export type MetricsInput = Omit<AnalysisInput, "rows" | "droppedUnits" | "segments">;

/** Every metric with every treatment against the control, p-values adjusted over all of them. */
export function analyzedMetrics(input: MetricsInput): readonly MetricAnalysis[] {
  return correctedMetrics([comparedMetrics(input)], input)[0] ?? [];
}

/** Every metric with every treatment against the control, `adjustedPValue` still equal to `pValue`. */
export function comparedMetrics(input: MetricsInput): readonly MetricAnalysis[] {
  const { strata, ...shared } = input;
  const { control, arms, metrics, alpha } = shared;
  const names = [control, ...arms.map(({ arm }) => arm).filter((arm) => arm !== control)];
  return metrics.map((metric, index): MetricAnalysis => ({
    metric: metric.metric,
    kind: metric.kind,
    missingUnits: metric.missingUnits,
    alpha: metric.alpha ?? alpha,
    ...(metric.direction === undefined ? {} : { direction: metric.direction }),
    ...ofKind(metric, names, input),
    ...(metric.missingHistory === undefined ? {} : { missingHistory: historyChecks(metric, metric.missingHistory, names) }),
    comparisons: compareArms(metric, names, {
      ...shared,
      ...(strata === undefined ? {} : { strata: strata.segments.flatMap((stratum) => stratum.metrics[index] ?? []) }),
    }),
  }));
}

function ofKind(metric: MetricMoments, names: readonly string[], { prior = DEFAULT_RATE_PRIOR }: MetricsInput): Partial<MetricAnalysis> {
  if (metric.kind === "rate") {
    const standings = bestArm(metric, names, prior);
    return { prior, ...(standings === undefined ? {} : { bestArm: standings }) };
  }
  if (metric.kind === "quantile") return { quantile: metric.quantile };
  return metric.kind === "mean" && metric.winsorBounds !== undefined ? { winsorBounds: metric.winsorBounds } : {};
}

/** The same with adjusted p-values, over all metrics of all groups together. The first metric of each group is the primary one. */
export function correctedMetrics(
  groups: readonly (readonly MetricAnalysis[])[],
  { correction = "holm" }: Pick<AnalysisInput, "correction">,
): readonly (readonly MetricAnalysis[])[] {
  const tests = groups.flatMap((metrics) =>
    metrics.flatMap(({ comparisons }, index) => comparisons.map((pair) => ({ pValue: pair.kind === "compared" ? pair.pValue : null, isPrimary: index === 0 }))),
  );
  const adjusted = correctedPValues(tests, correction);
  let next = 0;
  return groups.map((metrics) =>
    metrics.map((metric) => ({ ...metric, comparisons: metric.comparisons.map((pair) => withAdjusted(pair, adjusted[next++] ?? null)) })),
  );
}

function withAdjusted(pair: ComparedArms | UncomparedArms, adjustedPValue: number | null): ComparedArms | UncomparedArms {
  return pair.kind === "compared" && adjustedPValue !== null ? { ...pair, adjustedPValue } : pair;
}
