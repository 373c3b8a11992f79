import type { Dialect } from "../dialects/dialect.ts";
import { factExperimentTrafficTable } from "../tables/experiment-tables.ts";
import { insertInto } from "./insert-into.ts";

/** Fills `lake.fact_experiment_traffic`: reported decisions by reason, with the units and bots among them. */
export function trafficSql(dialect: Dialect): string {
  return insertInto(
    dialect,
    factExperimentTrafficTable,
    `SELECT exp_id, phase, event_name, reason, count(*), count(DISTINCT unit_id), SUM(CASE WHEN bot THEN 1 ELSE 0 END)
FROM ${dialect.table("int_experiment_events")}
GROUP BY exp_id, phase, event_name, reason`,
  );
}
