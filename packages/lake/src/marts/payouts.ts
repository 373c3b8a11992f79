import { factPayoutsTable } from "../tables/mart-tables.ts";
import { firstReportsSql, ofAny, ofFirst } from "./first-reports-sql.ts";
import type { Mart } from "./mart.ts";
import { inReceipt, payloadColumn, reportedSql, wholeColumn } from "./reported-sql.ts";

const events = ["payout.created", "payout.paid"];

/** Fills `lake.fact_payouts`. Amount and currency come from one report, so that they belong together. */
export const payouts: Mart = {
  table: factPayoutsTable,
  events,
  query: (options) => {
    const { dialect } = options;
    const columns = [payloadColumn(options, "payout_id"), wholeColumn(options, "amount_minor"), payloadColumn(options, "currency")];
    const stated = "CASE WHEN amount_minor IS NOT NULL AND currency IS NOT NULL THEN 0 ELSE 1 END";
    return `SELECT payout_id, ${ofAny("identity_id")}, ${dialect.timestampOf(ofFirst("payout.created", "at_us"))}, ${dialect.timestampOf(ofFirst("payout.paid", "at_us"))},
  MAX(CASE WHEN money = 1 AND is_stated = 0 THEN amount_minor END), MAX(CASE WHEN money = 1 AND is_stated = 0 THEN currency END), CASE WHEN ${ofFirst("payout.paid", "1")} = 1 THEN 'paid' ELSE 'created' END
FROM (
  SELECT firsts.*, ${stated} AS is_stated, row_number() OVER (PARTITION BY payout_id ORDER BY ${stated}, ${inReceipt}) AS money
  FROM (
  ${firstReportsSql("payout_id", reportedSql(options, { names: events, columns }))}
  ) AS firsts
) AS told
GROUP BY payout_id`;
  },
};
