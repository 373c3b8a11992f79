import { loweredKeys } from "@liftproof/adapters/duckdb";
import type { Lake } from "@liftproof/adapters/duckdb";
import { checkoutStarts, orderOf, touchOf } from "@liftproof/attribution";
import type { AttributionInput, AttributionRules, ProofKnowledge } from "@liftproof/attribution";
import type { SilverRow } from "@liftproof/events";
import type { LakeIdentities } from "./lake-identities.ts";
import { lakeIdentities } from "./lake-identities.ts";
import { isOneOf, silverRows } from "./silver-rows.ts";

/** What the lake's latest build says of an order. */
export interface StoredFact {
  readonly channel: string;
  readonly winningEventId: string | null;
  readonly rulesHash: string;
}

/** The journey behind one order of a lake, and what was published of it. */
export interface LakeJourney {
  readonly input: AttributionInput;
  readonly stored: StoredFact;
}

/**
 * Reads from a lake what decides one order, and no more: the events of its identity, those that share a nonce with them, and
 * under a fraud filter those of the same devices and visitors.
 *
 * @returns `undefined` when the latest build has no such order.
 */
export async function lakeJourney(lake: Lake, orderId: string, rules: AttributionRules): Promise<LakeJourney | undefined> {
  const [fact] = await lake.all(
    `SELECT f.identity_id, f.channel, f.winning_event_id, f.rules_hash, (SELECT MAX_BY(watermark_us, run_id) FROM lake.build_runs) AS watermark_us
FROM lake.fact_attribution_checkout AS f WHERE f.order_id = $1`,
    [orderId],
  );
  if (fact === undefined) return undefined;
  const identityId = String(fact["identity_id"]);
  const watermarkUs = Number(fact["watermark_us"]);
  const rows = await journeyRows({ lake, watermarkUs }, identityId, rules);
  const { identityOf } = await lakeIdentities(lake, rows);
  const orderEvents = new Set((await lake.all("SELECT event_id FROM lake.fact_orders WHERE identity_id = $1", [identityId])).map((row) => String(row["event_id"])));
  const checkouts = checkoutStarts(rows.map((row) => ({ row, identityId: identityOf(row) })), rules, watermarkUs);
  const orders = rows.flatMap((row) => (orderEvents.has(row.eventId) ? (orderOf(row, identityOf(row), checkouts) ?? []) : []));
  const touches = rows.flatMap((row) => touchOf(row, identityOf(row), rules) ?? []);
  const stored = { channel: String(fact["channel"]), winningEventId: fact["winning_event_id"] === null ? null : String(fact["winning_event_id"]), rulesHash: String(fact["rules_hash"]) };
  return { input: { touches, orders, rules, watermarkUs, known: await knowledgeOf(lake, rows, identityOf) }, stored };
}

interface Reading {
  readonly lake: Lake;
  readonly watermarkUs: number;
}

async function journeyRows({ lake, watermarkUs }: Reading, identityId: string, { fraud }: AttributionRules): Promise<readonly SilverRow[]> {
  const ids = await lake.all("SELECT DISTINCT user_id, anon_id FROM lake.dim_identity WHERE identity_id = $1", [identityId]);
  const named = (kind: "u:" | "a:"): readonly string[] => (identityId.startsWith(kind) ? [identityId.slice(2)] : []);
  const users = new Set([...ids.flatMap((row) => (row["user_id"] === null ? [] : String(row["user_id"]))), ...named("u:")]);
  const anonymous = new Set([...ids.flatMap((row) => (row["anon_id"] === null ? [] : String(row["anon_id"]))), ...named("a:")]);
  const byId = new Map<string, SilverRow>();
  const add = async (condition: string): Promise<void> => {
    for (const row of await silverRows(lake, condition, watermarkUs)) byId.set(row.eventId, row);
  };
  await add(`${isOneOf("e.user_id", users)} OR (e.user_id IS NULL AND ${isOneOf("e.anon_id", anonymous)})`);
  if (fraud !== null) {
    const own = [...byId.values()];
    const devices = new Set(own.flatMap(({ deviceFp }) => deviceFp ?? []));
    const visitors = new Set(own.flatMap(({ userId, anonId }) => userId ?? anonId ?? []));
    await add(`${isOneOf("e.device_fp", devices)} OR ${isOneOf("COALESCE(e.user_id, e.anon_id)", visitors)}`);
  }
  await add(isOneOf("e.click_nonce", new Set([...byId.values()].flatMap(({ clickNonce }) => clickNonce ?? []))));
  return [...byId.values()];
}

async function knowledgeOf(lake: Lake, rows: readonly SilverRow[], identityOf: LakeIdentities["identityOf"]): Promise<ProofKnowledge> {
  const named = new Set(rows.flatMap(({ referrerCode }) => referrerCode ?? []));
  const bound = new Set(rows.flatMap((row) => (row.clickClaims["identity_hash"] === undefined ? [] : [identityOf(row)])));
  const pairs = async (sql: string): Promise<ReadonlyMap<string, string>> => new Map((await lake.all(sql)).map(({ name, value }) => [String(name), String(value)]));
  const codes = await pairs(`SELECT referrer_code AS name, identity_id AS value FROM lake.dim_referrer_code WHERE ${isOneOf("referrer_code", named)}`);
  const hashes = await pairs(`SELECT identity_id AS name, identity_hash AS value FROM lake.int_identity_hash WHERE ${isOneOf("identity_id", bound)}`);
  const switches = await lake.all("SELECT key_id, mode, at_us FROM lake.token_mode_log");
  return {
    identityHashOf: (identityId) => hashes.get(identityId),
    referrerOf: (code) => codes.get(code),
    loweredKeys: loweredKeys(switches.map((row) => ({ keyId: String(row["key_id"]), mode: row["mode"] === "report" ? "report" : "enforce", atUs: Number(row["at_us"]) }))),
  };
}
