import type { Lake } from "@liftproof/adapters/duckdb";
import { attributeOrders, attributionRules, touchOf } from "@liftproof/attribution";
import type { AttributionInput, AttributionRulesInput, Order } from "@liftproof/attribution";
import type { ReportRuleEffect } from "@liftproof/reporting";
import { silverRows } from "../explain/silver-rows.ts";

/** The partner of the demo whose campaign is claimed by people who clicked nothing. */
const CLAIMED_PARTNER = "dealfinder";

/** Rules beside those of the demo's build, and what to call them. */
const choices: readonly { readonly rules: string; readonly input: AttributionRulesInput }[] = [
  { rules: "without checkout guard", input: { checkoutGuard: false } },
  { rules: `proof required of ${CLAIMED_PARTNER}`, input: { requireProof: [{ partner: CLAIMED_PARTNER }] } },
];

const affected = `(SELECT identity_id FROM lake.int_touches WHERE channel = 'Affiliates' OR source = '${CLAIMED_PARTNER}')`;
const theirTouches = `(SELECT event_id FROM lake.int_touches WHERE identity_id IN ${affected})`;

/**
 * Orders by channel under other rules, from a lake built under the default ones.
 *
 * Those rules speak of claims of affiliates only, so just the people who have one are attributed anew; everybody else keeps what the lake says.
 *
 * @throws Error when the default rules, applied the same way, do not give what the lake says.
 */
export async function ruleEffects(lake: Lake): Promise<readonly ReportRuleEffect[]> {
  const input = await affectedInput(lake);
  const stored = await countsIn(lake, "TRUE");
  const others = await countsIn(lake, `identity_id NOT IN ${affected}`);
  const under = (rules: AttributionRulesInput): ReadonlyMap<string, number> => {
    const counts = new Map(others);
    for (const { channel } of attributeOrders({ ...input, ...readUnder(input, rules) })) counts.set(channel, (counts.get(channel) ?? 0) + 1);
    return counts;
  };
  const same = under({});
  if (same.size !== stored.size || [...stored].some(([channel, orders]) => same.get(channel) !== orders)) throw new Error("demo: expected the lake's own rules to give the lake's channels, got others; report it");
  return choices.map(({ rules, input: changes }) => ({ rules, orders: [...under(changes)].map(([channel, orders]) => ({ channel, orders })) }));
}

interface Affected extends Omit<AttributionInput, "touches" | "rules"> {
  readonly rows: Awaited<ReturnType<typeof silverRows>>;
  readonly owners: ReadonlyMap<string, string>;
}

function readUnder({ rows, owners }: Affected, changes: AttributionRulesInput): Pick<AttributionInput, "touches" | "rules"> {
  const rules = attributionRules(changes);
  return { rules, touches: rows.flatMap((row) => touchOf(row, owners.get(row.eventId) ?? "", rules) ?? []) };
}

async function affectedInput(lake: Lake): Promise<Affected> {
  const [run] = await lake.all("SELECT MAX_BY(watermark_us, run_id) AS us FROM lake.build_runs");
  const watermarkUs = Number(run?.["us"]);
  // A nonce may belong to somebody else, so touches that share one come along.
  const shared = `e.event_id IN (SELECT t.event_id FROM lake.int_touches AS t WHERE t.nonce IN (SELECT nonce FROM lake.int_touches WHERE identity_id IN ${affected}))`;
  const rows = await silverRows(lake, `e.event_id IN ${theirTouches} OR ${shared}`, watermarkUs);
  const owners = new Map((await lake.all("SELECT event_id, identity_id FROM lake.int_touches")).map((row) => [String(row["event_id"]), String(row["identity_id"])]));
  const codes = new Map((await lake.all("SELECT referrer_code, identity_id FROM lake.dim_referrer_code")).map((row) => [String(row["referrer_code"]), String(row["identity_id"])]));
  return { rows, owners, orders: await ordersOf(lake), watermarkUs, known: { referrerOf: (code) => codes.get(code) } };
}

async function ordersOf(lake: Lake): Promise<readonly Order[]> {
  const rows = await lake.all(`SELECT * FROM lake.fact_orders WHERE identity_id IN ${affected}`);
  return rows.map((row) => ({
    orderId: String(row["order_id"]),
    identityId: String(row["identity_id"]),
    eventId: String(row["event_id"]),
    orderTsUs: Number(row["order_ts_us"]),
    receivedTsUs: Number(row["received_ts_us"]),
    valueMinor: Number(row["value_minor"]),
    currency: String(row["currency"]),
    checkoutStartedTsUs: row["checkout_started_us"] === null ? null : Number(row["checkout_started_us"]),
  }));
}

async function countsIn(lake: Lake, condition: string): Promise<ReadonlyMap<string, number>> {
  const rows = await lake.all(`SELECT channel, count(*) AS orders FROM lake.fact_attribution_checkout WHERE ${condition} GROUP BY channel`);
  return new Map(rows.map((row) => [String(row["channel"]), Number(row["orders"])]));
}
