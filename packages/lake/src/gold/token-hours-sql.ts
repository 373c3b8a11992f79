import { integerLiteral } from "../sql/quote.ts";
import type { GoldOptions } from "./gold-options.ts";

const hourUs = "3600000000";

/** Verdicts on tokens by key and hour of receipt (key_id, hour_us, token_status, tokens), for complete hours up to the watermark: what the circuit breaker judges by. */
export function tokenHoursSql({ dialect, watermarkUs }: Pick<GoldOptions, "dialect" | "watermarkUs">): string {
  const hour = `${dialect.quotient("e.received_ts_us", hourUs)} * ${hourUs}`;
  const key = dialect.mapGet("e.click_claims", "key_id");
  return `SELECT ${key} AS key_id, ${hour} AS hour_us, e.token_status, count(*) AS tokens
FROM ${dialect.table("events")} AS e
WHERE ${key} IS NOT NULL AND ${hour} + ${hourUs} <= ${integerLiteral(watermarkUs)} + 1
GROUP BY ${key}, ${hour}, e.token_status`;
}
