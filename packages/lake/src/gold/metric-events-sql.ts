import { integerLiteral, textLiteral } from "../sql/quote.ts";
import { intMetricEventsTable } from "../tables/experiment-tables.ts";
import { arrivalOf, identityJoin } from "./event-expressions.ts";
import type { MetricPlan, MetricSourcePlan } from "./experiment-plan.ts";
import type { GoldOptions } from "./gold-options.ts";
import { insertInto } from "./insert-into.ts";

/**
 * Fills `lake.int_metric_events` for some metrics; `undefined` when there are none.
 *
 * An `order.created` counts only where it is the event of an order: repeated reports and test orders are no conversions. An `exp.convert`
 * that names a metric counts for that one alone, and none at all when it reports a forced preview.
 */
export function metricEventsSql({ dialect, watermarkUs }: GoldOptions, metrics: readonly MetricPlan[]): string | undefined {
  const { joins, identity } = identityJoin(dialect);
  const parts = metrics.flatMap((metric) => [
    partRow(metric.name, "numerator", metric),
    ...(metric.denominator === null ? [] : [partRow(metric.name, "denominator", metric.denominator)]),
  ]);
  if (parts.length === 0) return undefined;
  const valueKeys = [...new Set(parts.flatMap(({ value }) => (value === "" ? [] : [value])))];
  const amount =
    valueKeys.length === 0
      ? `CAST(NULL AS ${dialect.type("bigint")})`
      : `CASE ${valueKeys.map((key) => `WHEN parts.value_key = ${textLiteral(key)} THEN ${dialect.integerOf(dialect.mapGet("e.payload", key))}`).join(" ")} END`;
  const rows = parts.map(({ metric, part, event, value }) => [metric, part, event, value]);
  return insertInto(
    dialect,
    intMetricEventsTable,
    `SELECT parts.metric, parts.part, e.event_id, ${identity}, e.anon_id, e.session_id, ${arrivalOf}, ${amount}, CASE WHEN e.event_name = 'exp.convert' THEN ${dialect.mapGet("e.payload", "exp_id")} END
FROM ${dialect.table("events")} AS e
JOIN ${dialect.textRows("parts", ["metric", "part", "event_name", "value_key"], rows)} ON parts.event_name = e.event_name
${joins}
LEFT JOIN ${dialect.table("fact_orders")} AS o ON o.event_id = e.event_id
WHERE e.received_ts_us <= ${integerLiteral(watermarkUs)} AND (e.event_name <> 'order.created' OR o.event_id IS NOT NULL)
  AND (e.event_name <> 'exp.convert' OR (COALESCE(${dialect.mapGet("e.payload", "metric")}, parts.metric) = parts.metric AND COALESCE(${dialect.mapGet("e.payload", "reason")}, '') IN ('', 'assigned', 'sticky')))`,
  );
}

function partRow(metric: string, part: string, source: MetricSourcePlan): { metric: string; part: string; event: string; value: string } {
  return { metric, part, event: source.event, value: source.value ?? "" };
}
