import { silverColumns } from "@liftproof/events";
import type { Dialect } from "../dialects/dialect.ts";
import { quoteIdentifier } from "../sql/quote.ts";

/** What two sendings of one event may differ in without being two stories: when they were sent and received, and how the token, itself compared, was judged then. */
const perSending = new Set([
  "event_ts", "event_dt", "received_ts_us", "clock_skew_us", "raw_json",
  "token_status", "click_kind", "click_nonce", "click_issued_us", "referrer_code", "click_class", "click_claims",
]);

/** Hash of what an event says, leaving out when it was sent and received. Columns are read from `row`, an alias. */
export function bodySha256(dialect: Dialect, row: string): string {
  const parts = silverColumns
    .filter(({ column }) => !perSending.has(column))
    .map(({ column, type }) => {
      const value = `${row}.${quoteIdentifier(column)}`;
      const text = type === "map" ? dialect.mapJson(value) : `CAST(${value} AS ${dialect.type("string")})`;
      return `coalesce(${text}, '')`;
    });
  return dialect.sha256(parts.join(" || chr(31) || "));
}
