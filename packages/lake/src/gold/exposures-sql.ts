import { integerLiteral } from "../sql/quote.ts";
import { factExperimentsTable } from "../tables/gold-tables.ts";
import { arrivalOf, identityJoin, isBot } from "./event-expressions.ts";
import type { GoldOptions } from "./gold-options.ts";
import { insertInto } from "./insert-into.ts";

/**
 * Fills `lake.fact_experiments`: one row per unit and phase with its first exposure.
 *
 * A unit of kind identity is the resolved person, so that two accounts of one person are one unit. Units seen in two arms and units
 * that are bots are marked, not dropped, so that they can be counted. A forced variant is a preview, never an exposure.
 */
export function exposuresSql({ dialect, watermarkUs }: GoldOptions): string {
  const { joins, identity } = identityJoin(dialect);
  const payload = (key: string): string => dialect.mapGet("e.payload", key);
  const unit = "OVER (PARTITION BY exp_id, phase, unit_id)";
  return insertInto(
    dialect,
    factExperimentsTable,
    `SELECT exp_id, phase, unit_id, variant, at_us, exposures, is_crossover, is_bot
FROM (
  SELECT exp_id, phase, unit_id, variant, at_us, count(*) ${unit} AS exposures, MIN(variant) ${unit} <> MAX(variant) ${unit} AS is_crossover, MAX(bot) ${unit} = 1 AS is_bot,
    row_number() OVER (PARTITION BY exp_id, phase, unit_id ORDER BY at_us, received_ts_us, event_id) AS place
  FROM (
    SELECT ${payload("exp_id")} AS exp_id, ${dialect.integerOf(payload("phase"))} AS phase, ${payload("variant")} AS variant,
      CASE WHEN COALESCE(${payload("unit_type")}, 'identity') = 'identity' THEN ${identity} ELSE ${payload("unit_id")} END AS unit_id,
      ${arrivalOf} AS at_us, CASE WHEN ${isBot(dialect)} THEN 1 ELSE 0 END AS bot, e.received_ts_us, e.event_id
    FROM ${dialect.table("events")} AS e
${joins}
    WHERE e.event_name = 'exp.view' AND e.received_ts_us <= ${integerLiteral(watermarkUs)} AND COALESCE(${payload("reason")}, '') <> 'forced'
  ) AS seen
  WHERE exp_id IS NOT NULL AND phase IS NOT NULL AND variant IS NOT NULL AND unit_id IS NOT NULL
) AS ranked
WHERE place = 1`,
  );
}
