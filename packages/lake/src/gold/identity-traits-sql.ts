import type { Dialect } from "../dialects/dialect.ts";
import { dimIdentityTraitsTable } from "../tables/experiment-tables.ts";
import { isInside } from "./experiment-events-sql.ts";
import { insertInto } from "./insert-into.ts";

/** Fills `lake.dim_identity_traits`: the first reported assignment of each unit that was hashed, and who that unit is by now. */
export function identityTraitsSql(dialect: Dialect): string {
  return insertInto(
    dialect,
    dimIdentityTraitsTable,
    `SELECT hashed_id, unit_id, 'exp:' || exp_id, phase, variant, COALESCE(hash_version, 1), ${dialect.timestampOf("at_us")}
FROM (
  SELECT e.*, row_number() OVER (PARTITION BY exp_id, phase, hashed_id ORDER BY at_us, received_ts_us, event_id) AS place
  FROM ${dialect.table("int_experiment_events")} AS e
  WHERE e.event_name = 'exp.assign' AND ${isInside} AND e.hashed_id IS NOT NULL
) AS ranked
WHERE place = 1`,
  );
}
