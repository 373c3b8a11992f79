import type { MetricEntry } from "../schemas/metric-schema.ts";
import type { LoadedExperiment } from "./loaded-experiment.ts";
import type { LoadedMetrics } from "./load-metrics.ts";
import type { MetricDefinition } from "./metric-definition.ts";
import { metricFindings, metricOf } from "./metric-of.ts";
import type { Finding, KeyPath } from "./yaml-file.ts";

/** Metrics written inside experiment files. */
export interface InlineMetrics {
  readonly metrics: ReadonlyMap<string, MetricDefinition>;
  /** What is wrong with those of one experiment. */
  readonly findings: (experiment: LoadedExperiment) => readonly Finding[];
}

/**
 * Gathers metrics written inside experiments. Their names share one space with metrics.yaml, since
 * a result row names its metric by nothing else.
 */
export function inlineMetrics(
  experiments: readonly LoadedExperiment[],
  { metrics: declared, eventFindings }: Pick<LoadedMetrics, "metrics" | "eventFindings">,
): InlineMetrics {
  const all = experiments.flatMap(inlineOf);
  const counts = new Map<string, number>();
  for (const { entry } of all) counts.set(entry.name, (counts.get(entry.name) ?? 0) + 1);
  return {
    metrics: new Map(all.map(({ entry }) => [entry.name, metricOf(entry)])),
    findings: (experiment) =>
      inlineOf(experiment).flatMap(({ entry, path }) => {
        const within = [...metricFindings(entry), ...eventFindings(entry)].map((finding) => ({ ...finding, path: [...path, ...finding.path] }));
        const taken = declared.has(entry.name) || (counts.get(entry.name) ?? 0) > 1;
        if (!taken) return within;
        return [...within, { path: [...path, "name"], expected: "a metric name of its own", got: `${entry.name}, which is taken` }];
      }),
  };
}

function inlineOf({ entry }: LoadedExperiment): readonly { readonly entry: MetricEntry; readonly path: KeyPath }[] {
  const primary = typeof entry.primary_metric === "string" ? [] : [{ entry: entry.primary_metric, path: ["primary_metric"] }];
  const guardrails = (entry.guardrails ?? []).flatMap((metric, index) =>
    typeof metric === "string" ? [] : [{ entry: metric, path: ["guardrails", index] }]);
  return [...primary, ...guardrails];
}
