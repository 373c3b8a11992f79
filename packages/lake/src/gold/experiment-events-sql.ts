import { integerLiteral } from "../sql/quote.ts";
import { intExperimentEventsTable } from "../tables/experiment-tables.ts";
import { arrivalOf, identityJoin, isBot } from "./event-expressions.ts";
import type { GoldOptions } from "./gold-options.ts";
import { insertInto } from "./insert-into.ts";

/**
 * Fills `lake.int_experiment_events`: reported assignments and exposures of every phase, each with who its unit is by now.
 *
 * A unit of kind identity is the resolved person, so that two accounts of one person are one unit; the id that was hashed stands beside it.
 */
export function experimentEventsSql({ dialect, watermarkUs }: GoldOptions): string {
  const { joins, identity } = identityJoin(dialect);
  const payload = (key: string): string => dialect.mapGet("e.payload", key);
  const whole = (key: string): string => dialect.integerOf(payload(key));
  return insertInto(
    dialect,
    intExperimentEventsTable,
    `SELECT * FROM (
  SELECT e.event_id, e.event_name, ${payload("exp_id")} AS exp_id, ${whole("phase")} AS phase, ${payload("variant")} AS variant,
    CASE WHEN COALESCE(${payload("unit_type")}, 'identity') = 'identity' THEN COALESCE(${identity}, ${payload("unit_id")}) ELSE ${payload("unit_id")} END AS unit_id, ${payload("unit_id")} AS hashed_id,
    e.session_id, COALESCE(${payload("reason")}, '') AS reason, ${whole("hash_version")} AS hash_version, ${arrivalOf} AS at_us, e.received_ts_us, ${isBot(dialect)} AS bot
  FROM ${dialect.table("events")} AS e
${joins}
  WHERE e.event_name IN ('exp.assign', 'exp.view') AND e.received_ts_us <= ${integerLiteral(watermarkUs)}
) AS reported
WHERE exp_id IS NOT NULL AND phase IS NOT NULL AND unit_id IS NOT NULL`,
  );
}

/** Whether a report `e` says that the unit is in the experiment. Control outside of it is no assignment, a forced preview no exposure. */
export const isInside = "e.reason IN ('', 'assigned', 'sticky') AND e.variant IS NOT NULL";
