import type { EpochMicros } from "@liftproof/events";
import type { Dialect } from "../dialects/dialect.ts";
import { integerLiteral } from "../sql/quote.ts";
import type { ExperimentPlan, MetricPlan, MetricSourcePlan } from "./experiment-plan.ts";
import { looksSql } from "./looks-sql.ts";
import { metricEventOf, unitColumnOf } from "./metric-event-of.ts";
import { ofPhase } from "./phase-condition.ts";
import { segmentOf } from "./segment-of.ts";

/** What one statement over the units of a phase covers. */
export interface UnitValuesOptions {
  readonly dialect: Dialect;
  readonly experiment: ExperimentPlan;
  readonly metric: MetricPlan;
  /** Instants at which the experiment is looked at; each gives a row per arm and segment. At least one. */
  readonly asOfUs: readonly EpochMicros[];
  /** A declared dimension, whose segments give a row each; all units together when absent. */
  readonly dimension?: string;
}

/**
 * The tables `units`, `looks`, `found` and `per_unit` of a WITH clause: what the metric is of each unit at each look, as y and x.
 *
 * y is the metric within its window from the first exposure on. x is the denominator of a ratio; for other metrics it is the same
 * metric over the window before the first exposure, which the treatment cannot have touched. NULL makes the unit missing.
 *
 * @throws RangeError for a unit that the lake cannot follow.
 */
export function unitValuesSql({ dialect, experiment, metric, asOfUs, dimension }: UnitValuesOptions): string {
  const unitColumn = unitColumnOf(experiment);
  const windowUs = integerLiteral(metric.windowUs);
  const isAfter = "f.at_us >= u.first_us";
  const y = unitValue(metric, `f.part = 'numerator' AND ${isAfter}`);
  const x = metric.denominator === null ? unitValue(metric, "f.part = 'numerator' AND f.at_us < u.first_us") : unitValue(metric.denominator, `f.part = 'denominator' AND ${isAfter}`);
  const { join, segment } = segmentOf(dialect, experiment, dimension);
  return `units AS (
  SELECT f.unit_id, f.variant, ${segment} AS segment, f.first_exposure_us AS first_us, f.crossover_us FROM ${dialect.table("fact_experiments")} AS f${join} WHERE ${ofPhase(experiment, "f")} AND NOT f.bot
),
looks AS (
  ${looksSql(dialect, asOfUs)}
),
found AS (
  SELECT u.unit_id, m.part, m.at_us, m.amount, m.event_id
  FROM units AS u JOIN ${dialect.table("int_metric_events")} AS m ON m.${unitColumn} = u.unit_id
  WHERE ${metricEventOf(experiment, metric)} AND m.at_us >= u.first_us - ${windowUs} AND m.at_us <= u.first_us + ${windowUs}
),
per_unit AS (
  SELECT l.as_of_us, u.variant, u.segment, u.unit_id, ${y} AS y, ${x} AS x
  FROM units AS u JOIN looks AS l ON u.first_us <= l.as_of_us AND (u.crossover_us IS NULL OR u.crossover_us > l.as_of_us)
  LEFT JOIN found AS f ON f.unit_id = u.unit_id AND f.at_us <= l.as_of_us
  GROUP BY l.as_of_us, u.variant, u.segment, u.unit_id
)`;
}

/** One number per unit from the events that count; NULL makes the unit missing. */
function unitValue({ aggregation }: MetricSourcePlan, counts: string): string {
  switch (aggregation) {
    case "any":
      return `MAX(CASE WHEN ${counts} THEN 1 ELSE 0 END)`;
    case "count":
      return `SUM(CASE WHEN ${counts} THEN 1 ELSE 0 END)`;
    case "sum":
      return `CASE WHEN MAX(CASE WHEN ${counts} AND f.amount IS NULL THEN 1 ELSE 0 END) = 1 THEN NULL ELSE SUM(CASE WHEN ${counts} THEN f.amount ELSE 0 END) END`;
    case "last":
      // Of events that have a value: engines differ in what the greatest key of a NULL gives.
      return `max_by(f.amount, CASE WHEN ${counts} AND f.amount IS NOT NULL THEN lpad(CAST(f.at_us AS VARCHAR), 16, '0') || f.event_id END)`;
  }
}
