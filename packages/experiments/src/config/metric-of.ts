import type { DenominatorEntry, MetricEntry } from "../schemas/metric-schema.ts";
import type { MetricDefinition, MetricSource } from "./metric-definition.ts";
import type { Finding } from "./yaml-file.ts";

const MICROS: Readonly<Record<string, number>> = { d: 86_400_000_000, h: 3_600_000_000, m: 60_000_000 };

/** What converting means where a rate does not say. */
const CONVERSION_EVENT = "checkout.complete";

/** A metric with every default filled in. */
export function metricOf(entry: MetricEntry): MetricDefinition {
  const window = entry.window ?? "7d";
  const { denominator, event = CONVERSION_EVENT, ...numerator } = entry;
  return {
    name: entry.name,
    kind: entry.kind,
    ...sourceOf({ ...numerator, event, agg: entry.agg ?? (entry.kind === "rate" ? "any" : undefined) }),
    denominator: denominator === undefined ? null : sourceOf(denominator),
    quantile: entry.quantile ?? null,
    windowUs: Number.parseInt(window, 10) * (MICROS[window.slice(-1)] ?? 0),
    direction: entry.direction,
    margin: entry.margin ?? null,
    currency: entry.currency ?? null,
  };
}

function sourceOf({ event, value, agg }: DenominatorEntry): MetricSource {
  return { event, value: value ?? null, aggregation: agg ?? (value === undefined ? "count" : "sum") };
}

/** Rules across the keys of one metric. */
export function metricFindings(entry: MetricEntry): readonly Finding[] {
  const findings: Finding[] = [];
  if (entry.event === undefined && entry.kind !== "rate") findings.push({ path: ["event"], expected: "the name of an event", got: "nothing" });
  const { kind, denominator, quantile, value, agg, currency } = entry;
  if ((kind === "ratio") !== (denominator !== undefined)) {
    findings.push({
      path: denominator === undefined ? [] : ["denominator"],
      expected: kind === "ratio" ? "a denominator, because the kind is ratio" : `no denominator for the kind ${kind}`,
      got: denominator === undefined ? "nothing" : "a denominator",
    });
  }
  if ((kind === "quantile") !== (quantile !== undefined)) {
    findings.push({
      path: quantile === undefined ? [] : ["quantile"],
      expected: kind === "quantile" ? "a quantile such as 0.95" : `no quantile for the kind ${kind}`,
      got: quantile === undefined ? "nothing" : String(quantile),
    });
  }
  if (kind === "rate" && agg !== undefined && agg !== "any") {
    findings.push({ path: ["agg"], expected: "any, because a rate asks whether a unit converted at all", got: agg });
  }
  if (kind !== "rate" && agg === "any") {
    findings.push({ path: ["agg"], expected: `sum, count or last for the kind ${kind}`, got: "any" });
  }
  if (kind === "rate" && currency !== undefined) {
    findings.push({ path: ["currency"], expected: "no currency for the kind rate", got: currency });
  }
  // A rate that sums has been told so already.
  const own = kind === "rate" ? [] : valueFindings({ value, agg });
  return [...findings, ...own, ...(denominator === undefined ? [] : valueFindings(denominator).map(below))];
}

function valueFindings({ value, agg }: Pick<MetricEntry, "value" | "agg">): readonly Finding[] {
  const needed = agg === "sum" || agg === "last";
  return needed && value === undefined ? [{ path: ["agg"], expected: `a value key to ${agg}`, got: "nothing" }] : [];
}

function below(finding: Finding): Finding {
  return { ...finding, path: ["denominator", ...finding.path] };
}
