import type { DecisionRule } from "../config/experiment-definition.ts";

/** By which single rule the treatments of an analysis are decided, declared before the numbers are read. */
export interface DecisionPlan extends DecisionRule {
  /** Name of the metric that decides. */
  readonly primaryMetric: string;
  /** Metrics that must not be harmed by their margin or more, in units of the metric, above 0. */
  readonly guardrails: readonly { readonly metric: string; readonly margin: number }[];
}
