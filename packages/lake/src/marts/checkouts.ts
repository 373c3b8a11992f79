import { factCheckoutsTable } from "../tables/mart-tables.ts";
import type { Mart } from "./mart.ts";
import { payloadColumn, reportedSql } from "./reported-sql.ts";

/** Fills `lake.fact_checkouts`. What a checkout became is told by the orders of the lake, so that test orders and repeats do not count. */
export const checkouts: Mart = {
  table: factCheckoutsTable,
  events: ["checkout.start", "checkout.complete"],
  query: (options) => {
    const { dialect } = options;
    const first = (name: string): string => `MIN(CASE WHEN event_name = '${name}' THEN at_us END)`;
    return `WITH reported AS (
  ${reportedSql(options, { names: ["checkout.start", "checkout.complete", "order.created"], columns: [payloadColumn(options, "checkout_id")] })}
),
ordered AS (
  SELECT o.identity_id, r.checkout_id, o.order_id, o.order_ts, o.value_minor, o.currency, row_number() OVER (PARTITION BY o.identity_id, r.checkout_id ORDER BY o.order_ts_us, o.received_ts_us, o.order_id) AS place
  FROM reported AS r JOIN ${dialect.table("fact_orders")} AS o ON o.event_id = r.event_id WHERE r.checkout_id IS NOT NULL
),
stepped AS (
  SELECT identity_id, checkout_id, ${first("checkout.start")} AS started_us, ${first("checkout.complete")} AS completed_us, SUM(CASE WHEN event_name = 'checkout.start' THEN 1 ELSE 0 END) AS starts
  FROM reported WHERE checkout_id IS NOT NULL AND event_name <> 'order.created' GROUP BY identity_id, checkout_id
)
SELECT s.identity_id, s.checkout_id, ${dialect.timestampOf("s.started_us")}, ${dialect.timestampOf("s.completed_us")}, CAST(s.starts AS ${dialect.type("bigint")}), o.order_id, o.order_ts, o.value_minor, o.currency,
  CASE WHEN o.order_id IS NOT NULL THEN 'ordered' WHEN s.completed_us IS NOT NULL THEN 'completed' ELSE 'started' END
FROM stepped AS s LEFT JOIN ordered AS o ON o.identity_id = s.identity_id AND o.checkout_id = s.checkout_id AND o.place = 1`;
  },
};
