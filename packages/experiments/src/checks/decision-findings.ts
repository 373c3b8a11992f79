import type { UngatedDefinition } from "../config/experiment-of.ts";
import type { MetricDefinition } from "../config/metric-definition.ts";
import type { GateFinding } from "../config/sizing-gate-of.ts";
import type { Finding } from "../config/yaml-file.ts";

/** What a decision is made of beside its rule. */
export interface DecidingMetrics {
  /** The primary metric. */
  readonly metric: Pick<MetricDefinition, "name" | "kind">;
  /** At least the guardrails, by name. */
  readonly metrics: ReadonlyMap<string, Pick<MetricDefinition, "kind">>;
  readonly gate: GateFinding;
}

/** Whether the declared rule can ever be applied to what the experiment measures. */
export function decisionFindings(
  { decision: { rule, estimate }, sizing: input, guardrails }: UngatedDefinition,
  { metric, metrics, gate: { sizing } }: DecidingMetrics,
): readonly Finding[] {
  const kind = `${metric.name} is a ${metric.kind}`;
  if (estimate === "cuped" && rule !== "fixed") {
    return [{ path: ["decision", "estimate"], expected: `raw with the rule ${rule}`, got: "cuped" }];
  }
  if (estimate === "cuped" && metric.kind === "quantile") {
    return [{ path: ["decision", "estimate"], expected: `raw, because ${kind}`, got: "cuped" }];
  }
  if (estimate === "raw" && (input?.cupedR2 ?? 0) > 0) {
    const expected = rule === "fixed" ? "decision.estimate: cuped beside it, because the raw estimate gains nothing from history" : `none, because the rule ${rule} reads the raw estimate`;
    return [{ path: ["sizing", "cuped_r2"], expected, got: String(input?.cupedR2) }];
  }
  if (rule === "bayesian" && metric.kind !== "rate") {
    return [{ path: ["decision", "rule"], expected: `fixed or sequential, because ${kind} and has no declared prior`, got: rule }];
  }
  if (rule === "sequential" && metric.kind !== "rate" && metric.kind !== "mean") {
    return [{ path: ["decision", "rule"], expected: `fixed, because ${kind}`, got: rule }];
  }
  if (rule === "sequential" && sizing === null) {
    return [{ path: ["decision", "rule"], expected: "a complete sizing block, by which the sequence is tuned", got: "sequential without one" }];
  }
  if (rule !== "sequential") return [];
  return guardrails.flatMap((name, index) => {
    const guarded = metrics.get(name)?.kind;
    if (guarded === undefined || guarded === "rate" || guarded === "mean") return [];
    return [{ path: ["guardrails", index], expected: "a rate or a mean with the rule sequential, which shows of no other kind that it keeps its margin, or decision.rule: fixed", got: `the ${guarded} ${name}` }];
  });
}
