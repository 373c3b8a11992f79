import type { ComparedArms, MetricAnalysis, UncomparedArms } from "../analysis/analysis-result.ts";

/** One metric, and in it one treatment against the control. */
export interface MeasuredPair {
  readonly metric: MetricAnalysis;
  readonly comparison: ComparedArms | UncomparedArms;
}

/** The comparison of a treatment in a metric, where both were analyzed. */
export function measuredPair(
  metrics: readonly MetricAnalysis[],
  { name, treatment }: { readonly name: string; readonly treatment: string },
): MeasuredPair | undefined {
  const metric = metrics.find((one) => one.metric === name);
  const comparison = metric?.comparisons.find((one) => one.treatment === treatment);
  return metric === undefined || comparison === undefined ? undefined : { metric, comparison };
}
