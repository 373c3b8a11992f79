import type { ExperimentDefinition } from "@liftproof/experiments";

/** The metrics an experiment is read by, the primary one first, each once. */
export function metricNames({ primaryMetric, guardrails }: Pick<ExperimentDefinition, "primaryMetric" | "guardrails">): readonly string[] {
  return [...new Set([primaryMetric, ...guardrails])];
}
