import { dimCampaignTable } from "../tables/dimension-tables.ts";
import type { Mart } from "./mart.ts";

const labels = ["channel", "source", "medium", "campaign"] as const;

/** Fills `lake.dim_campaign` from the touches. */
export const campaigns: Mart = {
  table: dimCampaignTable,
  events: null,
  query: ({ dialect }) => {
    // Each label with its length before it, so that no two sets write the same text.
    const key = labels.map((label) => `COALESCE(CAST(length(${label}) AS ${dialect.type("string")}) || ':' || ${label}, '-')`).join(" || ");
    const counted = (condition: string): string => `CAST(SUM(CASE WHEN ${condition} THEN 1 ELSE 0 END) AS ${dialect.type("bigint")})`;
    const own = labels.join(", ");
    return `SELECT ${dialect.sha256(key)}, ${own}, ${dialect.timestampOf("MIN(touch_ts_us)")}, ${dialect.timestampOf("MAX(touch_ts_us)")}, count(*), ${counted("COALESCE(proof_state, '') = 'proven'")}, ${counted("rejection IS NOT NULL")}
FROM ${dialect.table("int_touches")} WHERE source IS NOT NULL OR medium IS NOT NULL OR campaign IS NOT NULL GROUP BY ${own}`;
  },
};
