import { confirmWithinUs, partnerChannels, partnerMediums } from "@liftproof/attribution";
import type { ReportPartner } from "@liftproof/reporting";
import type { Lake } from "../open-lake.ts";

const listed = (names: readonly string[]): string => names.map((name) => `'${name.replaceAll("'", "''")}'`).join(", ");
const namesPartner = `(t.channel IN (${listed(partnerChannels)}) OR lower(t.medium) IN (${listed(partnerMediums)}))`;

/**
 * Clicks and orders by partner, most orders first. A partner is whoever a token names that speaks (a copied one does not), else the source of a touch that names a partner
 * by its channel or medium, as `namesPartner` of @liftproof/attribution does, ASCII case aside. Orders in other currencies are left out.
 */
export async function readPartners(lake: Lake, currency: string): Promise<readonly ReportPartner[]> {
  const rows = await lake.all(
    `SELECT named.partner, count(*) AS clicks, count(*) FILTER (named.is_signed) AS signed, count(*) FILTER (named.is_signed AND named.is_confirmed) AS confirmed,
  COALESCE(SUM(f.orders), 0)::BIGINT AS orders, COALESCE(SUM(f.value), 0)::HUGEINT AS value
FROM (
  SELECT t.event_id, t.proof_state IN ('proven', 'unconfirmed') AS is_signed,
    e.event_name = 'landing.view' AND COALESCE(e.payload['confirmed'], '') = 'true'
      AND COALESCE(LEAST(e.event_ts_us + COALESCE(e.clock_skew_us, 0), e.received_ts_us) - e.click_issued_us <= ${confirmWithinUs}, FALSE) AS is_confirmed,
    lower(COALESCE(CASE WHEN t.proof_state IN ('proven', 'unconfirmed') THEN e.click_claims['partner'] END, CASE WHEN ${namesPartner} THEN t.source END)) AS partner
  FROM lake.int_touches AS t JOIN lake.events AS e ON e.event_id = t.event_id
  WHERE t.proof_state IS DISTINCT FROM 'reload'
) AS named
LEFT JOIN (
  SELECT winning_event_id, count(*) AS orders, SUM(order_value_minor) AS value FROM lake.fact_attribution_checkout WHERE currency = $1 GROUP BY winning_event_id
) AS f ON f.winning_event_id = named.event_id
WHERE named.partner IS NOT NULL GROUP BY named.partner ORDER BY orders DESC, clicks DESC, named.partner`,
    [currency],
  );
  return rows.map((row) => ({
    partner: String(row["partner"]),
    clicks: Number(row["clicks"]),
    signed: Number(row["signed"]),
    confirmed: Number(row["confirmed"]),
    orders: Number(row["orders"]),
    valueMinor: Number(row["value"]),
  }));
}
