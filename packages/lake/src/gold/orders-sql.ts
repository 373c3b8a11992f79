import { factOrdersTable } from "../tables/gold-tables.ts";
import { identityJoin } from "./event-expressions.ts";
import type { GoldOptions } from "./gold-options.ts";
import { insertInto } from "./insert-into.ts";

/** Fills `lake.fact_orders`: the first received report of each order that is whole and no test. */
export function ordersSql({ dialect, watermarkUs }: GoldOptions): string {
  const { joins, identity } = identityJoin(dialect);
  const payload = (key: string): string => dialect.mapGet("e.payload", key);
  return insertInto(
    dialect,
    factOrdersTable,
    `SELECT order_id, event_id, identity_id, ${dialect.timestampOf("order_ts_us")}, order_ts_us, received_ts_us, value_minor, currency
FROM (
  SELECT reported.*, row_number() OVER (PARTITION BY order_id ORDER BY received_ts_us, event_id) AS place
  FROM (
    SELECT ${payload("order_id")} AS order_id, e.event_id, ${identity} AS identity_id, LEAST(e.event_ts_us, e.received_ts_us) AS order_ts_us, e.received_ts_us,
      ${dialect.integerOf(payload("value_minor"))} AS value_minor, ${payload("currency")} AS currency
    FROM ${dialect.table("events")} AS e
${joins}
    WHERE e.event_name = 'order.created' AND e.received_ts_us <= ${watermarkUs} AND COALESCE(${payload("is_test")}, '') <> 'true'
  ) AS reported
  WHERE order_id IS NOT NULL AND currency IS NOT NULL AND value_minor BETWEEN -9007199254740991 AND 9007199254740991
) AS ranked
WHERE place = 1`,
  );
}
