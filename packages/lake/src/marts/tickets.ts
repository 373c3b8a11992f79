import { factSupportTable } from "../tables/mart-tables.ts";
import { firstReportsSql, ofAny } from "./first-reports-sql.ts";
import type { Mart } from "./mart.ts";
import { inReceipt, payloadColumn, reportedSql } from "./reported-sql.ts";

const events = ["support.opened", "support.closed"];

/** Fills `lake.fact_support`. */
export const tickets: Mart = {
  table: factSupportTable,
  events,
  query: (options) => {
    const { dialect } = options;
    const opened = "CASE WHEN event_name = 'support.opened' THEN at_us END";
    const isOpen = "MAX(CASE WHEN latest = 1 AND event_name = 'support.opened' THEN 1 ELSE 0 END) = 1";
    return `SELECT ticket_id, ${ofAny("identity_id")}, MAX(CASE WHEN topic_place = 1 THEN topic END), ${dialect.timestampOf(`MIN(${opened})`)},
  CASE WHEN ${isOpen} THEN NULL ELSE ${dialect.timestampOf("MAX(CASE WHEN event_name = 'support.closed' THEN at_us END)")} END,
  CAST(SUM(CASE WHEN event_name = 'support.opened' THEN 1 ELSE 0 END) AS ${dialect.type("bigint")}), CASE WHEN ${isOpen} THEN 'open' ELSE 'closed' END
FROM (
  SELECT firsts.*, row_number() OVER (PARTITION BY ticket_id ORDER BY CASE WHEN topic IS NULL THEN 1 ELSE 0 END, ${inReceipt}) AS topic_place,
    row_number() OVER (PARTITION BY ticket_id ORDER BY at_us DESC, received_ts_us DESC, event_id DESC) AS latest
  FROM (
  ${firstReportsSql("ticket_id", reportedSql(options, { names: events, columns: [payloadColumn(options, "ticket_id"), payloadColumn(options, "topic")] }))}
  ) AS firsts
) AS told
GROUP BY ticket_id`;
  },
};
