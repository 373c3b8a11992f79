import type { EpochMicros } from "@liftproof/events";
import type { Dialect } from "../dialects/dialect.ts";
import { integerLiteral } from "../sql/quote.ts";
import { arrivalOf } from "./event-expressions.ts";

/**
 * The links that identity resolution reads, with the first receipt of every user they name.
 *
 * Resolution itself is a walk over connected components, which TypeScript does without a bound; `identitiesQuery` does it in SQL within one.
 */
export function identityLinksSql(dialect: Dialect, watermarkUs: EpochMicros): { readonly links: string; readonly firstSeen: string } {
  const events = dialect.table("events");
  const received = `e.received_ts_us <= ${integerLiteral(watermarkUs)}`;
  const payload = (key: string): string => dialect.mapGet("e.payload", key);
  const isLink = `e.event_name = 'identity.link' AND ${received}`;
  const named = ["user_id", "from_user_id", "to_user_id"].map((key) => `SELECT ${payload(key)} FROM ${events} AS e WHERE ${isLink} AND ${payload(key)} IS NOT NULL`);
  return {
    links: `SELECT ${payload("anon_id")} AS anon_id, ${payload("user_id")} AS user_id, ${payload("from_user_id")} AS from_user_id, ${payload("to_user_id")} AS to_user_id,
  ${arrivalOf} AS link_ts_us, e.received_ts_us, e.event_id
FROM ${events} AS e WHERE ${isLink}`,
    firstSeen: `SELECT e.user_id, MIN(e.received_ts_us) AS received_ts_us FROM ${events} AS e
WHERE ${received} AND e.user_id IN (${named.join(" UNION ")}) GROUP BY e.user_id`,
  };
}
