import type { MetricDefinition } from "../config/metric-definition.ts";
import type { LoadedMetrics } from "../config/load-metrics.ts";
import { nearestWord } from "../config/nearest-word.ts";
import type { UngatedDefinition } from "../config/experiment-of.ts";
import type { Finding, KeyPath } from "../config/yaml-file.ts";

/** Metrics that exist, and those that would if they had no fault of their own. */
export interface KnownMetrics {
  readonly metrics: ReadonlyMap<string, MetricDefinition>;
  readonly refused: LoadedMetrics["refused"];
}

/** Whether every metric an experiment names exists, once, and guardrails say how much loss is too much. */
export function metricReferenceFindings(
  { primaryMetric, guardrails }: Pick<UngatedDefinition, "primaryMetric" | "guardrails">,
  known: KnownMetrics,
): readonly Finding[] {
  const findings = [...unknownMetric(["primary_metric"], primaryMetric, known)];
  guardrails.forEach((name, index) => {
    const path = ["guardrails", index];
    findings.push(...unknownMetric(path, name, known));
    if (name === primaryMetric || guardrails.indexOf(name) !== index) {
      findings.push({ path, expected: "a metric not named before in this file", got: name });
    }
    const metric = known.metrics.get(name);
    if (metric?.margin === null) {
      findings.push({
        path,
        expected: `a metric with a margin (the largest acceptable loss), because ${name} is a guardrail`,
        got: "a metric without one",
      });
    }
  });
  return findings;
}

function unknownMetric(
  path: KeyPath,
  name: string,
  { metrics, refused }: KnownMetrics,
): readonly Finding[] {
  if (metrics.has(name) || refused === "unreadable" || refused.has(name)) return [];
  const nearest = nearestWord(name, [...metrics.keys()]);
  return [{
    path,
    expected: "a metric listed in metrics.yaml",
    got: `unknown metric ${name}`,
    ...(nearest === undefined ? {} : { hint: `did you mean ${nearest}?` }),
  }];
}
