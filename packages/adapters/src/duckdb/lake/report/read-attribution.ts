import type { EpochMicros } from "@liftproof/events";
import type { ReportAttribution } from "@liftproof/reporting";
import type { Lake } from "../open-lake.ts";
import { readModeSwitches } from "./read-mode-switches.ts";
import { readPartners } from "./read-partners.ts";
import { readReferrals } from "./read-referrals.ts";

/**
 * Orders and money by channel and model, in the currency of most orders; orders in other currencies are counted beside, never converted.
 *
 * @returns `null` when there is no order.
 */
export async function readAttribution(lake: Lake, watermarkUs: EpochMicros): Promise<ReportAttribution | null> {
  const [main, ...others] = await lake.all(
    `SELECT currency, count(*) AS orders, SUM(order_value_minor)::HUGEINT AS value,
  count(*) FILTER (WHERE has_click_proof AND channel <> without_proof_channel) AS moved,
  COALESCE(SUM(order_value_minor) FILTER (WHERE has_click_proof AND channel <> without_proof_channel), 0)::HUGEINT AS moved_value,
  count(*) FILTER (WHERE has_click_proof) AS proven
FROM lake.fact_attribution_checkout GROUP BY currency ORDER BY orders DESC, currency`,
  );
  if (main === undefined) return null;
  const currency = String(main["currency"]);
  // Shares of orders are added as millionths: whole numbers have one sum, whatever the order of adding.
  const channels = await lake.all(
    `SELECT c.model, COALESCE(t.channel, 'direct') AS channel, SUM(c.credit_minor)::HUGEINT AS value,
  SUM(CASE WHEN o.value_minor <> 0 THEN (c.credit_minor::HUGEINT * 1000000) // o.value_minor ELSE 1000000 // parts.touches END)::HUGEINT AS order_millionths
FROM lake.fact_attribution_credit AS c
JOIN lake.fact_orders AS o ON o.order_id = c.order_id
JOIN (SELECT order_id, model, count(*) AS touches FROM lake.fact_attribution_credit GROUP BY order_id, model) AS parts ON parts.order_id = c.order_id AND parts.model = c.model
LEFT JOIN lake.int_touches AS t ON t.event_id = c.event_id
WHERE o.currency = $1 GROUP BY ALL ORDER BY c.model, value DESC, channel`,
    [currency],
  );
  const statuses = await lake.all("SELECT token_status, count(*) AS events FROM lake.events WHERE received_ts_us <= $1 GROUP BY token_status ORDER BY token_status", [watermarkUs]);
  const [restated] = await lake.all("SELECT count(*) AS facts FROM lake.fact_attribution_restatement");
  return {
    orders: Number(main["orders"]),
    valueMinor: Number(main["value"]),
    currency,
    ...(others.length === 0 ? {} : { otherCurrencies: others.map((row) => ({ currency: String(row["currency"]), orders: Number(row["orders"]) })) }),
    byChannel: channels.map((row) => ({
      channel: String(row["channel"]),
      model: String(row["model"]),
      orders: Number(row["order_millionths"]) / 1_000_000,
      valueMinor: Number(row["value"]),
    })),
    proof: { ordersMoved: Number(main["moved"]), valueMovedMinor: Number(main["moved_value"]), ordersWithProof: Number(main["proven"]) },
    partners: await readPartners(lake, currency),
    modeSwitches: await readModeSwitches(lake),
    referrals: await readReferrals(lake),
    restated: Number(restated?.["facts"]),
    tokenStatus: Object.fromEntries(statuses.map((row) => [String(row["token_status"]), Number(row["events"])])),
  };
}
