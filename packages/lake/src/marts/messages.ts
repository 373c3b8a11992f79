import { factMessagesTable } from "../tables/mart-tables.ts";
import type { Mart } from "./mart.ts";
import { inReceipt, inTime, payloadColumn, reportedSql } from "./reported-sql.ts";

const events = ["message.sent"];

/** Fills `lake.fact_messages`. */
export const messages: Mart = {
  table: factMessagesTable,
  events,
  query: (options) => {
    const { dialect } = options;
    const messageId = `COALESCE(${dialect.mapGet("e.payload", "message_id")}, e.event_id) AS message_id`;
    return `SELECT message_id, event_id, identity_id, thread_id, ${dialect.timestampOf("at_us")},
  CASE WHEN thread_id IS NOT NULL THEN row_number() OVER (PARTITION BY thread_id ORDER BY ${inTime}) = 1 END, row_number() OVER (PARTITION BY identity_id ORDER BY ${inTime}) = 1, bot
FROM (
  SELECT reported.*, row_number() OVER (PARTITION BY message_id ORDER BY ${inReceipt}) AS place
  FROM (
  ${reportedSql(options, { names: events, columns: [messageId, payloadColumn(options, "thread_id")] })}
  ) AS reported
) AS ranked
WHERE place = 1`;
  },
};
