import type { Dialect } from "../dialects/dialect.ts";
import { integerLiteral, textLiteral } from "../sql/quote.ts";
import { factExperimentConversionsTable } from "../tables/experiment-tables.ts";
import type { ExperimentPlan, MetricPlan } from "./experiment-plan.ts";
import { insertInto } from "./insert-into.ts";
import { metricEventOf, unitColumnOf } from "./metric-event-of.ts";
import { ofPhase } from "./phase-condition.ts";

/** Fills `lake.fact_experiment_conversions` for one metric of one experiment phase: its events within the window from the first exposure on. */
export function conversionsSql(dialect: Dialect, experiment: ExperimentPlan, metric: MetricPlan): string {
  return insertInto(
    dialect,
    factExperimentConversionsTable,
    `SELECT f.exp_id, f.phase, ${textLiteral(metric.name)}, f.unit_id, f.variant, MIN(m.at_us), count(*)
FROM ${dialect.table("fact_experiments")} AS f JOIN ${dialect.table("int_metric_events")} AS m ON m.${unitColumnOf(experiment)} = f.unit_id
WHERE ${ofPhase(experiment, "f")} AND ${metricEventOf(experiment, metric)} AND m.part = 'numerator'
  AND m.at_us >= f.first_exposure_us AND m.at_us <= f.first_exposure_us + ${integerLiteral(metric.windowUs)}
GROUP BY f.exp_id, f.phase, f.unit_id, f.variant`,
  );
}
