import { columns } from "./columns.ts";
import type { TableDefinition } from "./table-definition.ts";

/** `lake.dim_profile`: profiles that people look at and change. */
export const dimProfileTable: TableDefinition = {
  name: "dim_profile",
  tier: "gold",
  comment: "One profile: whose it is and what its latest update said; an update that names no profile is of the one named by its user id, else by its anonymous id.",
  grain: ["profile_id"],
  columns: columns("profile_id string, identity_id string, first_seen_at timestamp, updated_at timestamp, updates bigint, views bigint, attributes map", {
    identity_id: "Who sent the latest update; NULL for a profile that was only looked at.",
    first_seen_at: "First view or update, UTC.",
    updated_at: "Latest update, UTC; NULL without one.",
    updates: "Updates.",
    views: "Views, bots left out.",
  }),
};

/** `lake.dim_studio`: studios that people look at and find. */
export const dimStudioTable: TableDefinition = {
  name: "dim_studio",
  tier: "gold",
  comment: "One studio that an event names: a view, or a click on it in a search result.",
  grain: ["studio_id"],
  columns: columns("studio_id string, first_seen_at timestamp, last_seen_at timestamp, views bigint, search_clicks bigint", {
    first_seen_at: "First event that names it, UTC.",
    last_seen_at: "Latest event that names it, UTC.",
    views: "Views, bots left out.",
    search_clicks: "Clicks on it in search results, bots left out.",
  }),
};

/** `lake.dim_campaign`: what touches say they came from. */
export const dimCampaignTable: TableDefinition = {
  name: "dim_campaign",
  tier: "gold",
  comment: "One set of labels that a touch carries: its channel, source, medium and campaign.",
  grain: ["campaign_key"],
  columns: columns("campaign_key string, channel string, source string, medium string, campaign string, first_touch_at timestamp, last_touch_at timestamp, touches bigint, proven_touches bigint, rejected_touches bigint", {
    first_touch_at: "First touch with these labels, UTC.",
    last_touch_at: "Latest touch with these labels, UTC.",
    touches: "Touches with these labels.",
    proven_touches: "Of these, proven clicks.",
    rejected_touches: "Of these, touches that may win nothing.",
  }),
};
