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
 * Fills `lake.assignment_drift` for one experiment phase: what was reported beside what the hash gives.
 *
 * Only reports of hash version 1 whose reason the hash alone decides: `assigned`, and the claims to be outside by layer or holdout, which
 * would take units out of the experiment unseen. Each id is hashed once.
 *
 * The coverage is left out: it may be raised and lowered within a phase, so that whoever was in by a higher share keeps the arm that was
 * right then, and whoever says `outside_coverage` may have been right when they said so.
 */
export function driftSql(dialect: Dialect, experiment: ExperimentPlan, asOfUs: readonly EpochMicros[]): string {
  const kind =
    "CASE WHEN r.variant IS NULL AND d.variant IS NULL OR r.variant = d.variant THEN 'agrees' WHEN d.variant IS NULL THEN 'let_in' WHEN r.variant IS NULL THEN 'left_out' ELSE 'other_variant' END";
  return insertInto(
    dialect,
    assignmentDriftTable,
    `WITH reported AS (
  SELECT e.hashed_id, CASE WHEN e.reason = 'assigned' THEN e.variant END AS variant, e.at_us FROM ${dialect.table("int_experiment_events")} AS e
  WHERE ${ofPhase(experiment, "e")} AND ((e.reason = 'assigned' AND e.variant IS NOT NULL) OR e.reason IN ('outside_layer', 'holdout')) AND COALESCE(e.hash_version, 1) = 1
),
derived AS (
  SELECT hashed_id, ${derivedVariantSql(dialect, { ...experiment, coverage: 1 }, "hashed_id")} AS variant FROM (SELECT DISTINCT hashed_id FROM reported) AS ids
)
SELECT ${textLiteral(experiment.expId)}, ${experiment.phase}, l.as_of_us, ${kind}, r.variant, d.variant, count(*)
FROM reported AS r LEFT JOIN derived AS d ON d.hashed_id = r.hashed_id JOIN (${looksSql(dialect, asOfUs)}) AS l ON r.at_us <= l.as_of_us
GROUP BY l.as_of_us, r.variant, d.variant`,
  );
}
