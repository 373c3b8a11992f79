import type { Dialect } from "../dialects/dialect.ts";
import { integerLiteral, textLiteral } from "../sql/quote.ts";
import { factExperimentConversionsTable } from "../tables/experiment-tables.ts";
import { conversionIdSql } from "./conversion-id-sql.ts";
import type { ExperimentPlan, MetricPlan } from "./experiment-plan.ts";
import { insertInto } from "./insert-into.ts";
import { metricEventOf, unitColumnOf } from "./metric-event-of.ts";
import { ofPhase } from "./phase-condition.ts";

/**
 * Fills `lake.fact_experiment_conversions` for one metric of one experiment phase: its events within the window from the first exposure on.
 *
 * Each has the id that an emitted conversion of it would have: for a rate one per session and metric, for other metrics one per event. One that
 * was emitted has its own id already. A server's event without a session has that of the exposure's.
 */
export function conversionsSql(dialect: Dialect, experiment: ExperimentPlan, metric: MetricPlan): string {
  const id = metric.event === "exp.convert" ? "m.event_id" : derivedIdSql(metric);
  return insertInto(
    dialect,
    factExperimentConversionsTable,
    `SELECT exp_id, phase, ${textLiteral(metric.name)}, unit_id, variant, MIN(CASE WHEN place = 1 THEN conversion_id END), MIN(CASE WHEN place = 1 THEN event_id END), MIN(at_us), count(*)
FROM (
  SELECT f.exp_id, f.phase, f.unit_id, f.variant, m.event_id, m.at_us, ${id} AS conversion_id,
    row_number() OVER (PARTITION BY f.unit_id ORDER BY m.at_us, m.event_id) AS place
  FROM ${dialect.table("fact_experiments")} AS f JOIN ${dialect.table("int_metric_events")} AS m ON m.${unitColumnOf(experiment)} = f.unit_id
  WHERE ${ofPhase(experiment, "f")} AND ${metricEventOf(experiment, metric)} AND m.part = 'numerator'
    AND m.at_us >= f.first_exposure_us AND m.at_us <= f.first_exposure_us + ${integerLiteral(metric.windowUs)}
) AS found
GROUP BY exp_id, phase, unit_id, variant`,
  );
}

function derivedIdSql({ name, aggregation }: MetricPlan): string {
  return conversionIdSql({
    variant: "f.variant", sessionId: "COALESCE(m.session_id, f.session_id)", hashedId: "f.hashed_id", alias: "f.", metric: textLiteral(name),
    ...(aggregation === "any" ? {} : { occurrence: "m.event_id" }),
  });
}
