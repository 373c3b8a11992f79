import type { Dialect } from "../dialects/dialect.ts";
import { factExperimentsTable } from "../tables/experiment-tables.ts";
import { conversionIdSql } from "./conversion-id-sql.ts";
import { isInside } from "./experiment-events-sql.ts";
import { insertInto } from "./insert-into.ts";

/**
 * Fills `lake.fact_experiments`: one row per unit and phase with its first exposure.
 *
 * Whoever turns out to be one person keeps the first exposure of all. Units seen in two arms and units that are bots are marked, not
 * dropped, so that they can be counted. Only who was assigned, or kept an assignment, is exposed: a preview that was forced is none, nor
 * is the control that everybody outside sees. The conversion id is the one of the session of that exposure.
 */
export function exposuresSql(dialect: Dialect): string {
  const unit = "PARTITION BY exp_id, phase, unit_id";
  const ofFirst = (value: string): string => `MIN(CASE WHEN place = 1 THEN ${value} END)`;
  return insertInto(
    dialect,
    factExperimentsTable,
    `SELECT exp_id, phase, unit_id, first_variant, MIN(at_us), ${ofFirst("event_id")}, ${ofFirst("hashed_id")}, ${ofFirst("session_id")}, ${ofFirst(conversionIdSql({ variant: "first_variant", sessionId: "session_id", hashedId: "hashed_id" }))}, count(*),
  MAX(CASE WHEN variant <> first_variant THEN 1 ELSE 0 END) = 1, MIN(CASE WHEN variant <> first_variant THEN at_us END), MAX(CASE WHEN bot THEN 1 ELSE 0 END) = 1
FROM (
  SELECT exp_id, phase, unit_id, hashed_id, session_id, variant, at_us, event_id, bot, row_number() OVER (${unit} ORDER BY at_us, received_ts_us, event_id) AS place,
    first_value(variant) OVER (${unit} ORDER BY at_us, received_ts_us, event_id) AS first_variant
  FROM ${dialect.table("int_experiment_events")} AS e
  WHERE e.event_name = 'exp.view' AND ${isInside}
) AS ranked
GROUP BY exp_id, phase, unit_id, first_variant`,
  );
}
