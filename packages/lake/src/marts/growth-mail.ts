import { factGrowthMailTable } from "../tables/mart-tables.ts";
import type { Mart } from "./mart.ts";
import { reportedSql } from "./reported-sql.ts";

const events = ["growth.mail.sent", "growth.mail.open", "digest.click", "growth.alert.click"];

/** Fills `lake.fact_growth_mail`. */
export const growthMail: Mart = {
  table: factGrowthMailTable,
  events,
  query: (options) => {
    const { dialect } = options;
    const payload = (key: string): string => dialect.mapGet("e.payload", key);
    const columns = [
      "CASE WHEN e.event_name = 'growth.alert.click' THEN 'alert' ELSE 'mail' END AS kind",
      `COALESCE(CASE WHEN e.event_name = 'growth.alert.click' THEN ${payload("alert_id")} ELSE ${payload("mail_id")} END, e.event_id) AS mail_id`,
    ];
    const isClick = "event_name IN ('digest.click', 'growth.alert.click')";
    const isOpen = "event_name = 'growth.mail.open'";
    const first = (condition: string): string => dialect.timestampOf(`MIN(CASE WHEN ${condition} THEN at_us END)`);
    const counted = (condition: string): string => `CAST(SUM(CASE WHEN ${condition} THEN 1 ELSE 0 END) AS ${dialect.type("bigint")})`;
    return `SELECT kind, mail_id, identity_id, ${first("event_name = 'growth.mail.sent'")}, ${first(`${isOpen} AND NOT bot`)}, ${first(`${isClick} AND NOT bot`)},
  ${counted(`${isOpen} AND NOT bot`)}, ${counted(`${isClick} AND NOT bot`)}, ${counted(`(${isOpen} OR ${isClick}) AND bot`)}
FROM (
  ${reportedSql(options, { names: events, columns })}
) AS reported
GROUP BY kind, mail_id, identity_id`;
  },
};
