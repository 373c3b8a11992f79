import type { MetricEntry } from "../schemas/metric-schema.ts";
import { metricsFileSchema } from "../schemas/metrics-file-schema.ts";
import { readWith } from "../schemas/read-with.ts";
import type { ConfigFault } from "./config-fault.ts";
import type { ConfigFile } from "./config-file.ts";
import { eventFindings } from "./event-findings.ts";
import type { MetricDefinition } from "./metric-definition.ts";
import { metricFindings, metricOf } from "./metric-of.ts";
import type { Finding, YamlFile } from "./yaml-file.ts";
import { yamlFile } from "./yaml-file.ts";

/** Metrics by name and what is wrong with their file. */
export interface LoadedMetrics {
  readonly metrics: ReadonlyMap<string, MetricDefinition>;
  /** Names of metrics that stand in the file with a fault of their own; `unreadable` when the file does not even tell names. */
  readonly refused: ReadonlySet<string> | "unreadable";
  /** What is wrong with the events of a metric, also of one inside an experiment. */
  readonly eventFindings: (entry: MetricEntry) => readonly Finding[];
  readonly faults: readonly ConfigFault[];
}

/**
 * Reads metrics.yaml; a metric with a mistake is left out.
 *
 * @param events - Names of the events that the collector accepts; any when absent.
 */
export function loadMetrics(file: ConfigFile | undefined, events: readonly string[] | undefined): LoadedMetrics {
  const metrics = new Map<string, MetricDefinition>();
  const refused = new Set<string>();
  const known = (more: readonly string[]): LoadedMetrics["eventFindings"] => (entry) =>
    (events === undefined ? [] : eventFindings(entry, [...events, ...more]));
  if (file === undefined) return { metrics, refused, eventFindings: known([]), faults: [] };
  const yaml = yamlFile(file);
  const read = yaml.faults.length > 0 ? undefined : readWith(metricsFileSchema, yaml.value);
  // Events of its own that cannot be read may be any, so none is called unknown.
  if (read === undefined) return { metrics, refused: "unreadable", eventFindings: () => [], faults: yaml.faults };
  if (read.kind === "refused") return { metrics, refused: namesIn(yaml), eventFindings: () => [], faults: read.findings.map(yaml.fault) };
  const eventsOf = known(read.value.events ?? []);
  const faults = read.value.metrics.flatMap((entry, index) => {
    const findings = [...metricFindings(entry), ...eventsOf(entry)].map((finding) => ({ ...finding, path: ["metrics", index, ...finding.path] }));
    const first = read.value.metrics.findIndex(({ name }) => name === entry.name);
    if (first !== index) {
      findings.push({ path: ["metrics", index, "name"], expected: "each metric once", got: `${entry.name} again` });
    }
    if (findings.length === 0) metrics.set(entry.name, metricOf(entry));
    else refused.add(entry.name);
    return findings.map(yaml.fault);
  });
  return { metrics, refused, eventFindings: eventsOf, faults };
}

/** Names in a file of another shape than it should have, as far as there are any. */
function namesIn({ value }: YamlFile): LoadedMetrics["refused"] {
  const listed: unknown = typeof value === "object" && value !== null && "metrics" in value ? value.metrics : undefined;
  if (!Array.isArray(listed)) return "unreadable";
  return new Set(listed.flatMap((one: unknown) => (typeof one === "object" && one !== null && "name" in one && typeof one.name === "string" ? [one.name] : [])));
}
