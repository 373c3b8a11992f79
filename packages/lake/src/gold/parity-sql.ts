import type { EpochMicros } from "@liftproof/events";
import type { Dialect } from "../dialects/dialect.ts";
import { textLiteral } from "../sql/quote.ts";
import { intExperimentParityTable } from "../tables/experiment-tables.ts";
import { isInside } from "./experiment-events-sql.ts";
import type { ExperimentPlan } from "./experiment-plan.ts";
import { insertInto } from "./insert-into.ts";
import { looksSql } from "./looks-sql.ts";
import { isFollowed, unitColumnOf } from "./metric-event-of.ts";
import { ofPhase } from "./phase-condition.ts";

/**
 * Fills `lake.int_experiment_parity` for one experiment phase: of the units the server says it assigned to an arm, those that were
 * exposed; and the events that exposed units say were dropped on their way, by the arm they are in.
 *
 * A unit is of the arm it was assigned to first. Bots are left out: they are assigned and show nothing. Units that cannot be followed to other
 * events have no drops.
 */
export function paritySql(dialect: Dialect, experiment: Pick<ExperimentPlan, "expId" | "phase" | "unit">, asOfUs: readonly EpochMicros[]): string {
  const events = dialect.table("int_experiment_events");
  return insertInto(
    dialect,
    intExperimentParityTable,
    `WITH looks AS (
  ${looksSql(dialect, asOfUs)}
),
assigned AS (
  SELECT unit_id, variant, at_us FROM (
    SELECT e.unit_id, e.variant, e.at_us, row_number() OVER (PARTITION BY e.unit_id ORDER BY e.at_us, e.received_ts_us, e.event_id) AS place,
      MAX(CASE WHEN e.bot THEN 1 ELSE 0 END) OVER (PARTITION BY e.unit_id) AS is_bot
    FROM ${events} AS e WHERE ${ofPhase(experiment, "e")} AND e.event_name = 'exp.assign' AND ${isInside}
  ) AS ranked
  WHERE place = 1 AND is_bot = 0
),
counted AS (
  SELECT l.as_of_us, a.variant, 1 AS assigned, CASE WHEN f.first_exposure_us <= l.as_of_us THEN 1 ELSE 0 END AS exposed, 0 AS lost
  FROM assigned AS a JOIN looks AS l ON a.at_us <= l.as_of_us
  LEFT JOIN ${dialect.table("fact_experiments")} AS f ON ${ofPhase(experiment, "f")} AND f.unit_id = a.unit_id
  WHERE f.bot IS NULL OR NOT f.bot${isFollowed(experiment.unit) ? lostSql(dialect, experiment) : ""}
)
SELECT ${textLiteral(experiment.expId)}, ${experiment.phase}, as_of_us, variant, SUM(assigned), SUM(exposed), SUM(lost)
FROM counted GROUP BY as_of_us, variant`,
  );
}

function lostSql(dialect: Dialect, experiment: Pick<ExperimentPlan, "expId" | "phase" | "unit">): string {
  return `
  UNION ALL
  SELECT l.as_of_us, f.variant, 0, 0, d.lost
  FROM ${dialect.table("int_lost_events")} AS d JOIN ${dialect.table("fact_experiments")} AS f ON f.unit_id = d.${unitColumnOf(experiment)}
  JOIN looks AS l ON d.at_us <= l.as_of_us
  WHERE ${ofPhase(experiment, "f")} AND d.at_us >= f.first_exposure_us AND NOT f.bot AND NOT f.crossover`;
}
