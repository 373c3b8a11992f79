import { metricsFileSchema } from "../schemas/metrics-file-schema.ts";
import { readWith } from "../schemas/read-with.ts";
import type { ConfigFault } from "./config-fault.ts";
import type { ConfigFile } from "./config-file.ts";
import type { MetricDefinition } from "./metric-definition.ts";
import { metricFindings, metricOf } from "./metric-of.ts";
import { yamlFile } from "./yaml-file.ts";

/** Metrics by name and what is wrong with their file. */
export interface LoadedMetrics {
  readonly metrics: ReadonlyMap<string, MetricDefinition>;
  readonly faults: readonly ConfigFault[];
}

/** Reads metrics.yaml; a metric with a mistake is left out. */
export function loadMetrics(file: ConfigFile | undefined): LoadedMetrics {
  const metrics = new Map<string, MetricDefinition>();
  if (file === undefined) return { metrics, faults: [] };
  const yaml = yamlFile(file);
  if (yaml.faults.length > 0) return { metrics, faults: yaml.faults };
  const read = readWith(metricsFileSchema, yaml.value);
  if (read.kind === "refused") return { metrics, faults: read.findings.map(yaml.fault) };
  const faults = read.value.metrics.flatMap((entry, index) => {
    const findings = metricFindings(entry).map((finding) => ({ ...finding, path: ["metrics", index, ...finding.path] }));
    const first = read.value.metrics.findIndex(({ name }) => name === entry.name);
    if (first !== index) {
      findings.push({ path: ["metrics", index, "name"], expected: "each metric once", got: `${entry.name} again` });
    }
    if (findings.length === 0) metrics.set(entry.name, metricOf(entry));
    return findings.map(yaml.fault);
  });
  return { metrics, faults };
}
