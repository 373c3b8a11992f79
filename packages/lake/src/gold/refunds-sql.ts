import { integerLiteral } from "../sql/quote.ts";
import { factRefundsTable } from "../tables/gold-tables.ts";
import type { GoldOptions } from "./gold-options.ts";
import { insertInto } from "./insert-into.ts";

/** Fills `lake.fact_refunds`: the first received report of each refund whose amount is above zero; the same meaning as `refundOf` of @liftproof/attribution. */
export function refundsSql({ dialect, watermarkUs }: Pick<GoldOptions, "dialect" | "watermarkUs">): string {
  const payload = (key: string): string => dialect.mapGet("e.payload", key);
  return insertInto(
    dialect,
    factRefundsTable,
    `SELECT refund_id, order_id, event_id, ${dialect.timestampOf("refund_ts_us")}, refund_ts_us, received_ts_us, amount_minor, currency
FROM (
  SELECT reported.*, row_number() OVER (PARTITION BY order_id, refund_id ORDER BY received_ts_us, event_id) AS place
  FROM (
    SELECT ${payload("refund_id")} AS refund_id, ${payload("order_id")} AS order_id, e.event_id, LEAST(e.event_ts_us, e.received_ts_us) AS refund_ts_us, e.received_ts_us,
      ${dialect.integerOf(payload("amount_minor"))} AS amount_minor, ${payload("currency")} AS currency
    FROM ${dialect.table("events")} AS e
    WHERE e.event_name = 'order.refunded' AND e.received_ts_us <= ${integerLiteral(watermarkUs)}
  ) AS reported
  WHERE refund_id IS NOT NULL AND order_id IS NOT NULL AND currency IS NOT NULL AND amount_minor BETWEEN 1 AND 9007199254740991
) AS ranked
WHERE place = 1`,
  );
}
