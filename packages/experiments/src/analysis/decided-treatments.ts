import { brokenSplit } from "../results/broken-split.ts";
import { comparisonAlpha } from "../results/comparison-alpha.ts";
import { decideTreatment } from "../results/decide-treatment.ts";
import { decidingEvidence } from "../results/deciding-evidence.ts";
import { guardedInterval } from "../results/guarded-interval.ts";
import { guardrailVerdict } from "../results/guardrail-verdict.ts";
import { measuredPair } from "../results/measured-pair.ts";
import type { MeasuredPair } from "../results/measured-pair.ts";
import { untrustedAdjustments } from "../results/untrusted-adjustments.ts";
import type { AnalysisInput } from "./analysis-input.ts";
import type { Analysis, AnalysisDecision } from "./analysis-result.ts";
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
  const isBroken = brokenSplit(found.sampleRatio) !== undefined;
  const measured = input.metrics.find(({ metric }) => metric === primaryMetric);
  return {
    rule,
    estimate,
    primaryMetric,
    treatments: variants.filter((arm) => arm !== control).map((treatment) => {
      const pairIn = (name: string): MeasuredPair | undefined => measuredPair(found.metrics, { name, treatment });
      const comparison = pairIn(primaryMetric)?.comparison;
      const verdicts = guardrails.map(({ metric, margin }) => {
        const guarded = pairIn(metric);
        const interval = guarded === undefined || isBroken ? null : guardedInterval(guarded, { rule, estimate, plannedUnits: plannedUnits ?? null });
        const direction = input.metrics.find((one) => one.metric === metric)?.direction ?? "up";
        return { metric, margin, verdict: guardrailVerdict(interval, { direction, margin }) };
      });
      const decided = decideTreatment({
        experiment: { status: "running", decision: { rule, estimate } },
        analysis: { sampleRatio: found.sampleRatio, interim },
        primary: { name: primaryMetric, kind: measured?.kind ?? "mean", currency: null },
        comparison,
        evidence: decidingEvidence(comparison, { rule, estimate }, { alpha, direction: measured?.direction ?? "up" }),
        untrusted: untrustedAdjustments([primaryMetric, ...guardrails.map(({ metric }) => metric)].map(pairIn), { rule, estimate }),
        guardrails: verdicts.map(({ metric, verdict }) => ({ name: metric, verdict })),
      });
      return { treatment, ...decided, guardrails: verdicts };
    }),
  };
}
