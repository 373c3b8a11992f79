import type { Dialect } from "../dialects/dialect.ts";

/**
 * The view `lake.fact_attribution_referral_state`: one award and how it stands; the same meaning as `awardStandings` of
 * @liftproof/attribution as of the last build.
 */
export function referralStateSql(dialect: Dialect): string {
  const has = (kind: string): string => `MAX(CASE WHEN kind = '${kind}' THEN 1 ELSE 0 END) = 1`;
  const sum = (...kinds: readonly string[]): string => `SUM(CASE WHEN ${kinds.map((kind) => `kind = '${kind}'`).join(" OR ")} THEN amount_minor ELSE 0 END)`;
  const whole = (value: string): string => `CAST(${value} AS ${dialect.type("bigint")})`;
  return `CREATE OR REPLACE VIEW ${dialect.table("fact_attribution_referral_state")} AS
SELECT award_entry_id, order_id, referral_id, referrer_identity, referee_identity, currency,
  CASE WHEN is_paid THEN 'paid' WHEN is_void THEN 'void' WHEN net_minor = 0 THEN 'clawed_back' WHEN is_approved THEN 'approved' ELSE 'pending' END AS state,
  award_minor, net_minor, paid_minor, CASE WHEN paid_minor > net_minor THEN paid_minor - net_minor ELSE 0 END AS debt_minor, awarded_at
FROM (
  SELECT award_entry_id, order_id, referral_id, referrer_identity, referee_identity, currency,
    ${has("pay")} AS is_paid, ${has("void")} AS is_void, ${has("approve")} AS is_approved, MAX(CASE WHEN kind = 'award' THEN "at" END) AS awarded_at,
    ${whole(sum("award"))} AS award_minor, ${whole(sum("award", "clawback", "void"))} AS net_minor, ${whole(sum("pay"))} AS paid_minor
  FROM ${dialect.table("fact_attribution_referral")}
  GROUP BY award_entry_id, order_id, referral_id, referrer_identity, referee_identity, currency
) AS standing`;
}
