import type { EpochMicros } from "@liftproof/events";
import type { Dialect } from "../dialects/dialect.ts";
import { derivedVariantSql } from "../hash/derived-variant-sql.ts";
import { textLiteral } from "../sql/quote.ts";
import { assignmentDriftTable } from "../tables/experiment-tables.ts";
import type { ExperimentPlan } from "./experiment-plan.ts";
import { insertInto } from "./insert-into.ts";
import { looksSql } from "./looks-sql.ts";
import { ofPhase } from "./phase-condition.ts";

/**
 * Fills `lake.assignment_drift` for one experiment phase: what was reported as assigned beside what the hash gives.
 *
 * Only reports whose reason is `assigned` under hash version 1: nobody else was given what the hash says. Each id is hashed once.
 *
 * The coverage is left out: it may be lowered within a phase, and whoever was in by the higher share keeps the arm that was right then.
 */
export function driftSql(dialect: Dialect, experiment: ExperimentPlan, asOfUs: readonly EpochMicros[]): string {
  return insertInto(
    dialect,
    assignmentDriftTable,
    `WITH reported AS (
  SELECT e.hashed_id, e.variant, e.at_us FROM ${dialect.table("int_experiment_events")} AS e
  WHERE ${ofPhase(experiment, "e")} AND e.reason = 'assigned' AND e.variant IS NOT NULL AND COALESCE(e.hash_version, 1) = 1
),
derived AS (
  SELECT hashed_id, ${derivedVariantSql(dialect, { ...experiment, coverage: 1 }, "hashed_id")} AS variant FROM (SELECT DISTINCT hashed_id FROM reported) AS ids
)
SELECT ${textLiteral(experiment.expId)}, ${experiment.phase}, l.as_of_us, r.variant, d.variant, count(*)
FROM reported AS r LEFT JOIN derived AS d ON d.hashed_id = r.hashed_id JOIN (${looksSql(dialect, asOfUs)}) AS l ON r.at_us <= l.as_of_us
GROUP BY l.as_of_us, r.variant, d.variant`,
  );
}
