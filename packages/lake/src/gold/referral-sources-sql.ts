import { integerLiteral } from "../sql/quote.ts";
import type { GoldOptions } from "./gold-options.ts";

/** The queries that the referral ledger is advanced from. */
export interface ReferralSources {
  /** Clicks on links whose referrer code somebody owns, with whatever ranks one against another. */
  readonly clicks: string;
  /** Every order of a person with such a click, and every order the ledger speaks of. */
  readonly orders: string;
  /** The refunds of those orders. */
  readonly refunds: string;
  /** What `payout.paid` events say was paid for awards. */
  readonly payments: string;
  /** Identities that an award was published under, with its instant, and whose they are by now. */
  readonly identities: string;
}

/**
 * What the referral ledger needs of a built lake. Each result grows with the people who were referred, not with the events.
 *
 * The ledger itself is a walk through time that no two engines would write alike; TypeScript does it for all of them.
 */
export function referralSourcesSql({ dialect, watermarkUs }: Pick<GoldOptions, "dialect" | "watermarkUs">): ReferralSources {
  const from = `FROM ${dialect.table("int_touches")} AS t
JOIN ${dialect.table("events")} AS e ON e.event_id = t.event_id
JOIN ${dialect.table("dim_referrer_code")} AS c ON c.referrer_code = e.referrer_code
WHERE e.referrer_code IS NOT NULL AND t.proof_state IN ('proven', 'unconfirmed')`;
  const ledger = dialect.table("fact_attribution_referral");
  const concerned = `o.identity_id IN (SELECT t.identity_id ${from}) OR o.order_id IN (SELECT order_id FROM ${ledger})`;
  const orders = `FROM ${dialect.table("fact_orders")} AS o WHERE ${concerned}`;
  return {
    clicks: `SELECT t.event_id, t.identity_id AS referee_identity, c.identity_id AS referrer_identity, t.received_ts_us, t.touch_ts_us, t.visible_from_us, t.tier, t.proof_state,
  t.channel, t.source, t.medium, t.campaign ${from}`,
    orders: `SELECT o.order_id, o.event_id, o.identity_id, o.order_ts_us, o.received_ts_us, o.value_minor, o.currency ${orders}`,
    refunds: `SELECT r.refund_id, r.order_id, r.event_id, r.refund_ts_us, r.received_ts_us, r.amount_minor, r.currency FROM ${dialect.table("fact_refunds")} AS r
WHERE r.order_id IN (SELECT o.order_id ${orders})`,
    payments: `SELECT ${dialect.mapGet("e.payload", "award_entry_id")} AS award_entry_id, e.event_ts_us, e.received_ts_us FROM ${dialect.table("events")} AS e
WHERE e.event_name = 'payout.paid' AND e.received_ts_us <= ${integerLiteral(watermarkUs)} AND ${dialect.mapGet("e.payload", "award_entry_id")} IS NOT NULL`,
    identities: identitiesSql(dialect),
  };
}

/** A user id names its component; an anonymous id belongs to whoever owned it at the instant of the award. */
function identitiesSql(dialect: GoldOptions["dialect"]): string {
  const ledger = dialect.table("fact_attribution_referral");
  const identities = dialect.table("dim_identity");
  const atUs = dialect.microsOf("l.published_at");
  return `SELECT published.published_identity, published.at_us, COALESCE(by_user.identity_id, by_anon.identity_id) AS identity_id
FROM (
  SELECT DISTINCT published_identity, ${atUs} AS at_us FROM (
    SELECT referrer_identity AS published_identity, "at" AS published_at FROM ${ledger} WHERE kind = 'award'
    UNION ALL
    SELECT referee_identity, "at" FROM ${ledger} WHERE kind = 'award'
  ) AS l
) AS published
LEFT JOIN (SELECT user_id, identity_id FROM ${identities} WHERE user_id IS NOT NULL) AS by_user ON 'u:' || by_user.user_id = published.published_identity
LEFT JOIN (
  SELECT anon_id, identity_id, COALESCE(valid_from_us, -9000000000000000) AS from_us, COALESCE(valid_to_us, 9000000000000000) AS to_us FROM ${identities} WHERE anon_id IS NOT NULL
) AS by_anon ON 'a:' || by_anon.anon_id = published.published_identity AND published.at_us >= by_anon.from_us AND published.at_us < by_anon.to_us
WHERE COALESCE(by_user.identity_id, by_anon.identity_id) IS NOT NULL`;
}
