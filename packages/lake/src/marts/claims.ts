import { factDmcaTable } from "../tables/mart-tables.ts";
import { firstReportsSql, ofAny, ofFirst } from "./first-reports-sql.ts";
import type { Mart } from "./mart.ts";
import { payloadColumn, reportedSql } from "./reported-sql.ts";

const events = ["dmca.filed", "dmca.resolved"];

/** Fills `lake.fact_dmca`. */
export const claims: Mart = {
  table: factDmcaTable,
  events,
  query: (options) => {
    const { dialect } = options;
    const upheld = ofFirst("dmca.resolved", "CASE upheld WHEN 'true' THEN 1 WHEN 'false' THEN 0 END");
    return `SELECT claim_id, ${ofAny("identity_id")}, ${dialect.timestampOf(ofFirst("dmca.filed", "at_us"))}, ${dialect.timestampOf(ofFirst("dmca.resolved", "at_us"))}, ${upheld} = 1,
  CASE WHEN ${ofFirst("dmca.resolved", "1")} = 1 THEN 'resolved' ELSE 'filed' END
FROM (
  ${firstReportsSql("claim_id", reportedSql(options, { names: events, columns: [payloadColumn(options, "claim_id"), payloadColumn(options, "upheld")] }))}
) AS firsts
GROUP BY claim_id`;
  },
};
