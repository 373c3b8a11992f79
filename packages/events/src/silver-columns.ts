import type { SilverRow } from "./silver-row.ts";

/** Portable column types; each dialect names its own. */
export type ColumnType = "string" | "bigint" | "int" | "date" | "timestamp" | "map";

/** One column of silver and the row field that fills it. */
export interface SilverColumn {
  readonly field: keyof SilverRow;
  readonly column: string;
  readonly type: ColumnType;
}

/**
 * The silver table, in column order: the one crossing between camelCase in TypeScript and snake_case at rest.
 *
 * `event_ts` is the only `timestamp`; it is made from `event_ts_us` where the table is written and is not part of a bronze line.
 */
export const silverColumns: readonly SilverColumn[] = [
  { field: "eventDt", column: "event_dt", type: "date" },
  { field: "eventName", column: "event_name", type: "string" },
  { field: "eventTsUs", column: "event_ts", type: "timestamp" },
  { field: "eventTsUs", column: "event_ts_us", type: "bigint" },
  { field: "receivedTsUs", column: "received_ts_us", type: "bigint" },
  { field: "clockSkewUs", column: "clock_skew_us", type: "bigint" },
  { field: "eventId", column: "event_id", type: "string" },
  { field: "userId", column: "user_id", type: "string" },
  { field: "anonId", column: "anon_id", type: "string" },
  { field: "sessionId", column: "session_id", type: "string" },
  { field: "deviceFp", column: "device_fp", type: "string" },
  { field: "pagePath", column: "page_path", type: "string" },
  { field: "country", column: "country", type: "string" },
  { field: "city", column: "city", type: "string" },
  { field: "utmSource", column: "utm_source", type: "string" },
  { field: "utmMedium", column: "utm_medium", type: "string" },
  { field: "utmCampaign", column: "utm_campaign", type: "string" },
  { field: "referrerHost", column: "referrer_host", type: "string" },
  { field: "clickIdKind", column: "click_id_kind", type: "string" },
  { field: "clickToken", column: "click_token", type: "string" },
  { field: "tokenStatus", column: "token_status", type: "string" },
  { field: "clickKind", column: "click_kind", type: "string" },
  { field: "clickNonce", column: "click_nonce", type: "string" },
  { field: "clickIssuedUs", column: "click_issued_us", type: "bigint" },
  { field: "referrerCode", column: "referrer_code", type: "string" },
  { field: "clickClass", column: "click_class", type: "string" },
  { field: "clickClaims", column: "click_claims", type: "map" },
  { field: "labels", column: "labels", type: "map" },
  { field: "payload", column: "payload", type: "map" },
  { field: "rawJson", column: "raw_json", type: "string" },
  { field: "schemaVersion", column: "schema_version", type: "int" },
];

/** The columns that a bronze line's `row` carries: all of silver but the derived timestamp and the raw line, which stands beside the row. */
export const bronzeColumns: readonly SilverColumn[] = silverColumns.filter(
  ({ column, type }) => type !== "timestamp" && column !== "raw_json",
);
