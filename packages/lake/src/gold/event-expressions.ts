import type { AttributionRules } from "@liftproof/attribution";
import type { Dialect } from "../dialects/dialect.ts";
import { integerLiteral } from "../sql/quote.ts";

/** The sender's instant of event `e` after clock correction, never later than receipt. */
export const arrivalOf = "LEAST(e.event_ts_us + COALESCE(e.clock_skew_us, 0), e.received_ts_us)";

/** The same, but receipt where that instant lies too far back to be believed. */
export function believedArrivalOf({ maxReceiptDelayUs }: AttributionRules): string {
  return `CASE WHEN e.received_ts_us - ${arrivalOf} > ${integerLiteral(maxReceiptDelayUs)} THEN e.received_ts_us ELSE ${arrivalOf} END`;
}

/** True where event `e` was sent by something that is no person. */
export function isBot(dialect: Dialect): string {
  return `(COALESCE(${dialect.mapGet("e.labels", "bot_ua")}, '') = 'true' OR COALESCE(${dialect.mapGet("e.labels", "webdriver")}, '') = 'true')`;
}

/**
 * The joins that find who event `e` belongs to, and the identity they give.
 *
 * A user id decides; else the owner of the anonymous id at the event's corrected instant; else the anonymous id itself.
 */
export function identityJoin(dialect: Dialect): { readonly joins: string; readonly identity: string } {
  const identities = dialect.table("dim_identity");
  // A condition on `e` alone inside a LEFT JOIN makes DuckDB take minutes for what an equality does in milliseconds, so it goes into the key.
  return {
    joins:
      `LEFT JOIN (SELECT user_id, identity_id FROM ${identities} WHERE user_id IS NOT NULL) AS by_user ON by_user.user_id = e.user_id\n` +
      `LEFT JOIN (\n  SELECT anon_id, identity_id, COALESCE(valid_from_us, -9000000000000000) AS from_us, COALESCE(valid_to_us, 9000000000000000) AS to_us FROM ${identities} WHERE anon_id IS NOT NULL\n` +
      `) AS by_anon ON by_anon.anon_id = CASE WHEN e.user_id IS NULL THEN e.anon_id END AND ${arrivalOf} >= by_anon.from_us AND ${arrivalOf} < by_anon.to_us`,
    identity: "CASE WHEN e.user_id IS NOT NULL THEN COALESCE(by_user.identity_id, 'u:' || e.user_id) ELSE COALESCE(by_anon.identity_id, 'a:' || e.anon_id) END",
  };
}
