import type { Dialect } from "../dialects/dialect.ts";

/** The sender's instant of event `e` after clock correction, never later than receipt. */
export const arrivalOf = "LEAST(e.event_ts_us + COALESCE(e.clock_skew_us, 0), e.received_ts_us)";

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
  return {
    joins:
      `LEFT JOIN ${identities} AS by_user ON by_user.user_id = e.user_id\n` +
      `LEFT JOIN ${identities} AS by_anon ON e.user_id IS NULL AND by_anon.anon_id = e.anon_id\n` +
      `  AND ${arrivalOf} >= COALESCE(by_anon.valid_from_us, -9000000000000000) AND ${arrivalOf} < COALESCE(by_anon.valid_to_us, 9000000000000000)`,
    identity: "CASE WHEN e.user_id IS NOT NULL THEN COALESCE(by_user.identity_id, 'u:' || e.user_id) ELSE COALESCE(by_anon.identity_id, 'a:' || e.anon_id) END",
  };
}
