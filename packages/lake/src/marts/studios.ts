import { dimStudioTable } from "../tables/dimension-tables.ts";
import type { Mart } from "./mart.ts";
import { payloadColumn, reportedSql } from "./reported-sql.ts";

const events = ["studio.view", "search.result_click"];

/** Fills `lake.dim_studio`. */
export const studios: Mart = {
  table: dimStudioTable,
  events,
  query: (options) => {
    const { dialect } = options;
    const counted = (name: string): string => `CAST(SUM(CASE WHEN event_name = '${name}' AND NOT bot THEN 1 ELSE 0 END) AS ${dialect.type("bigint")})`;
    return `SELECT studio_id, ${dialect.timestampOf("MIN(at_us)")}, ${dialect.timestampOf("MAX(at_us)")}, ${counted("studio.view")}, ${counted("search.result_click")}
FROM (
  ${reportedSql(options, { names: events, columns: [payloadColumn(options, "studio_id")] })}
) AS reported
WHERE studio_id IS NOT NULL GROUP BY studio_id`;
  },
};
