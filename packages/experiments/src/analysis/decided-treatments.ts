import { comparisonAlpha } from "../results/comparison-alpha.ts";
import { decideTreatment } from "../results/decide-treatment.ts";
import { decidingEvidence } from "../results/deciding-evidence.ts";
import { guardedInterval } from "../results/guarded-interval.ts";
import { guardrailVerdict } from "../results/guardrail-verdict.ts";
import type { AnalysisInput } from "./analysis-input.ts";
import type { Analysis, AnalysisDecision, MetricAnalysis } from "./analysis-result.ts";
import type { DecisionPlan } from "./decision-plan.ts";

/**
 * What to do with every treatment, by the rules that decide experiments: the same evidence, guardrails and words.
 *
 * @param found - The analysis at the levels of `plannedMetrics`.
 */
export function decidedTreatments(
  input: AnalysisInput,
  { rule, estimate, primaryMetric, guardrails }: DecisionPlan,
  found: Pick<Analysis, "metrics" | "sampleRatio">,
): AnalysisDecision {
  const { arms, control, interim, plannedUnits } = input;
  const variants = arms.map(({ arm }) => arm);
  const alpha = comparisonAlpha({ variants, sizing: { alpha: input.alpha } });
  const measured = input.metrics.find(({ metric }) => metric === primaryMetric);
  const comparisonIn = (name: string, treatment: string): MetricAnalysis["comparisons"][number] | undefined =>
    found.metrics.find(({ metric }) => metric === name)?.comparisons.find((one) => one.treatment === treatment);
  return {
    rule,
    estimate,
    primaryMetric,
    treatments: variants.filter((arm) => arm !== control).map((treatment) => {
      const comparison = comparisonIn(primaryMetric, treatment);
      const verdicts = guardrails.map(({ metric, margin }) => {
        const guarded = comparisonIn(metric, treatment);
        const interval = guarded === undefined ? null : guardedInterval(guarded, { rule, estimate, plannedUnits: plannedUnits ?? null });
        const direction = input.metrics.find((one) => one.metric === metric)?.direction ?? "up";
        return { metric, margin, verdict: guardrailVerdict(interval, { direction, margin }) };
      });
      const decided = decideTreatment({
        experiment: { status: "running", decision: { rule, estimate } },
        analysis: { sampleRatio: found.sampleRatio, interim },
        primary: { name: primaryMetric, kind: measured?.kind ?? "mean", currency: null },
        comparison,
        evidence: decidingEvidence(comparison, { rule, estimate }, { alpha, direction: measured?.direction ?? "up" }),
        guardrails: verdicts.map(({ metric, verdict }) => ({ name: metric, verdict })),
      });
      return { treatment, ...decided, guardrails: verdicts };
    }),
  };
}
