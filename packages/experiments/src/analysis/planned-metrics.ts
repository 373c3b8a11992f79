import { comparisonAlpha } from "../results/comparison-alpha.ts";
import { GUARDRAIL_ALPHA } from "../results/guardrail-verdict.ts";
import type { AnalysisInput, MetricMoments } from "./analysis-input.ts";

/**
 * Sets the level of each metric by the decision plan, as `experimentInput` does for an experiment that declares it:
 * guardrails at their own, the others at the error rate shared out over the treatments. Without a plan nothing changes.
 */
export function plannedMetrics({ decision, alpha, arms }: AnalysisInput): (metrics: readonly MetricMoments[]) => readonly MetricMoments[] {
  if (decision === undefined) return (metrics) => metrics;
  const guarded = new Set(decision.guardrails.map(({ metric }) => metric));
  const shared = comparisonAlpha({ variants: arms.map(({ arm }) => arm), sizing: { alpha } });
  return (metrics) => metrics.map((metric) => ({ ...metric, alpha: guarded.has(metric.metric) ? GUARDRAIL_ALPHA : shared }));
}
