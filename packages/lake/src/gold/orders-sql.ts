import { checkoutVisitUs } from "@liftproof/attribution";
import { integerLiteral } from "../sql/quote.ts";
import { factOrdersTable } from "../tables/gold-tables.ts";
import { believedArrivalOf, identityJoin } from "./event-expressions.ts";
import type { GoldOptions } from "./gold-options.ts";
import { insertInto } from "./insert-into.ts";

/** Fills `lake.fact_orders`: the first received report of each order that is whole and no test, and the start of its checkout. */
export function ordersSql(options: GoldOptions): string {
  const { dialect } = options;
  return insertInto(
    dialect,
    factOrdersTable,
    `WITH ${[`whole AS (\n${wholeSql(options)}\n)`, `starts AS (\n${startsSql(options)}\n)`, `checkouts AS (\n${checkoutsSql()}\n)`].join(",\n")}
SELECT whole.order_id, event_id, identity_id, ${dialect.timestampOf("order_ts_us")}, order_ts_us, received_ts_us, value_minor, currency,
  CASE WHEN checkouts.started_us > order_ts_us THEN order_ts_us ELSE checkouts.started_us END
FROM whole LEFT JOIN checkouts ON checkouts.order_id = whole.order_id`,
  );
}

function wholeSql({ dialect, watermarkUs }: GoldOptions): string {
  const { joins, identity } = identityJoin(dialect);
  const payload = (key: string): string => dialect.mapGet("e.payload", key);
  return `  SELECT * FROM (
    SELECT reported.*, row_number() OVER (PARTITION BY order_id ORDER BY received_ts_us, event_id) AS place
    FROM (
      SELECT ${payload("order_id")} AS order_id, e.event_id, ${identity} AS identity_id, LEAST(e.event_ts_us, e.received_ts_us) AS order_ts_us, e.received_ts_us,
        ${dialect.integerOf(payload("value_minor"))} AS value_minor, ${payload("currency")} AS currency, ${payload("checkout_id")} AS checkout_id, e.session_id
      FROM ${dialect.table("events")} AS e
${joins}
      WHERE e.event_name = 'order.created' AND e.received_ts_us <= ${integerLiteral(watermarkUs)} AND COALESCE(${payload("is_test")}, '') <> 'true'
    ) AS reported
    WHERE order_id IS NOT NULL AND currency IS NOT NULL AND value_minor BETWEEN -9007199254740991 AND 9007199254740991
  ) AS ranked
  WHERE place = 1`;
}

function startsSql({ dialect, rules, watermarkUs }: GoldOptions): string {
  const { joins, identity } = identityJoin(dialect);
  return `  SELECT ${identity} AS identity_id, ${dialect.mapGet("e.payload", "checkout_id")} AS checkout_id, e.session_id, ${believedArrivalOf(rules)} AS started_us
  FROM ${dialect.table("events")} AS e
${joins}
  WHERE e.event_name = 'checkout.start' AND e.received_ts_us <= ${integerLiteral(watermarkUs)}`;
}

/** The first start in the visit of each order: a day at most, and one session where both name one. A checkout has few starts, so the join stays small. */
function checkoutsSql(): string {
  return `  SELECT whole.order_id, MIN(starts.started_us) AS started_us
  FROM whole JOIN starts ON starts.identity_id = whole.identity_id AND starts.checkout_id = whole.checkout_id
  WHERE starts.started_us >= whole.order_ts_us - ${integerLiteral(checkoutVisitUs)}
    AND (starts.session_id IS NULL OR whole.session_id IS NULL OR starts.session_id = whole.session_id)
  GROUP BY whole.order_id`;
}
