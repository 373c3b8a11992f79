import { dimProfileTable } from "../tables/dimension-tables.ts";
import type { Mart } from "./mart.ts";
import { reportedSql } from "./reported-sql.ts";

const events = ["profile.view", "profile.updated"];

/** Fills `lake.dim_profile`. */
export const profiles: Mart = {
  table: dimProfileTable,
  events,
  query: (options) => {
    const { dialect } = options;
    const named = `COALESCE(${dialect.mapGet("e.payload", "profile_id")}, CASE WHEN e.event_name = 'profile.updated' THEN COALESCE(e.user_id, e.anon_id) END) AS profile_id`;
    return `WITH reported AS (
  ${reportedSql(options, { names: events, columns: [named, "e.payload"] })}
),
updated AS (
  SELECT profile_id, identity_id, payload, row_number() OVER (PARTITION BY profile_id ORDER BY at_us DESC, received_ts_us DESC, event_id DESC) AS place
  FROM reported WHERE event_name = 'profile.updated'
),
counted AS (
  SELECT profile_id, MIN(at_us) AS first_us, MAX(CASE WHEN event_name = 'profile.updated' THEN at_us END) AS updated_us,
    SUM(CASE WHEN event_name = 'profile.updated' THEN 1 ELSE 0 END) AS updates, SUM(CASE WHEN event_name = 'profile.view' AND NOT bot THEN 1 ELSE 0 END) AS views
  FROM reported WHERE profile_id IS NOT NULL GROUP BY profile_id
)
SELECT c.profile_id, u.identity_id, ${dialect.timestampOf("c.first_us")}, ${dialect.timestampOf("c.updated_us")}, CAST(c.updates AS ${dialect.type("bigint")}), CAST(c.views AS ${dialect.type("bigint")}), u.payload
FROM counted AS c LEFT JOIN updated AS u ON u.profile_id = c.profile_id AND u.place = 1`;
  },
};
