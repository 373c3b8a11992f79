import { factViewsTable } from "../tables/mart-tables.ts";
import type { Mart } from "./mart.ts";
import { payloadColumn, reportedSql } from "./reported-sql.ts";

const events = ["studio.view", "profile.view"];

/** Fills `lake.fact_views`. */
export const views: Mart = {
  table: factViewsTable,
  events,
  query: (options) => `SELECT event_id, identity_id, visitor_id, session_id, ${options.dialect.timestampOf("at_us")}, CASE WHEN event_name = 'studio.view' THEN 'studio' ELSE 'profile' END,
  CASE WHEN event_name = 'studio.view' THEN studio_id ELSE profile_id END, page_path, country, bot
FROM (
  ${reportedSql(options, { names: events, columns: [payloadColumn(options, "studio_id"), payloadColumn(options, "profile_id"), "e.page_path", "e.country"] })}
) AS reported`,
};
