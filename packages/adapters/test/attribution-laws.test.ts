import { attributionRules } from "@liftproof/attribution";
import type { AttributionRules } from "@liftproof/attribution";
import type { SilverRow } from "@liftproof/events";
import { describe, expect, test } from "vitest";
import { buildLake, ingestBronze, openLake } from "@liftproof/adapters/duckdb";
import type { Lake } from "@liftproof/adapters/duckdb";
import { seededRandom } from "./support/random.ts";
import type { Random } from "./support/random.ts";
import { eventRow } from "./support/referral-story.ts";
import { randomRows, startUs } from "./support/random-rows.ts";
import { temporaryFolder } from "./support/temporary-folder.ts";
import { lineOf, writeObject } from "./support/write-objects.ts";

const day = 86_400_000_000;
const worlds = 100;
const windowUs = 2 * day;
const notTouches = new Set(["order.created", "checkout.start", "identity.link", "referral.invited"]);
const ruleSets: readonly (readonly [string, AttributionRules])[] = [
  ["bursts", attributionRules({ partnerProofWindowUs: null, fraud: { mode: "burst", windows: [{ windowUs, maxTouches: 1 }], allowedDevices: [] } })],
  ["excess", attributionRules({ requireProof: [{ campaign: "w1 newsletter" }], fraud: { mode: "excess", windows: [{ windowUs, maxTouches: 1 }], allowedDevices: [] } })],
];

/** One world's rows share nothing with those of another. */
function inWorld(row: SilverRow, world: number): SilverRow {
  const own = (text: string | null): string | null => (text === null ? null : `w${world} ${text}`);
  const ids = ["order_id", "checkout_id", "anon_id", "user_id", "from_user_id", "to_user_id", "referrer_code"];
  const payload = Object.fromEntries(Object.entries(row.payload).map(([key, value]) => [key, ids.includes(key) ? `w${world} ${value}` : value]));
  return {
    ...row,
    eventId: `w${world} ${row.eventId}`,
    userId: own(row.userId),
    anonId: own(row.anonId),
    deviceFp: own(row.deviceFp),
    clickNonce: own(row.clickNonce),
    referrerCode: own(row.referrerCode),
    utmCampaign: own(row.utmCampaign),
    payload,
  };
}

/** A touch-like row that is not in the world yet; half of the time close to one that is. */
function another(random: Random, rows: readonly SilverRow[], world: number): SilverRow {
  const near = random.chance(0.35) ? rows.find(({ eventName, utmCampaign }) => !notTouches.has(eventName) && utmCampaign !== null) : undefined;
  if (near !== undefined) {
    const shiftUs = (random.below(5) - 2) * (day / 2);
    return { ...near, eventId: `w${world} x`, clickNonce: null, eventTsUs: near.eventTsUs + shiftUs, receivedTsUs: near.receivedTsUs + shiftUs };
  }
  for (;;) {
    const [row] = randomRows(random, { events: 1, people: 2, days: 6 });
    if (row !== undefined && !notTouches.has(row.eventName)) return inWorld({ ...row, eventId: "x", clickNonce: row.clickNonce === null ? null : `n${random.below(4)}` }, world);
  }
}

interface Fact {
  readonly winner: string | null;
  readonly tier: string | null;
  readonly text: string;
}

interface Told {
  readonly tier: string;
  readonly rejection: string | null;
  readonly proofState: string | null;
  readonly touchTsUs: number;
}

interface Outcome {
  readonly facts: ReadonlyMap<string, Fact>;
  readonly touches: ReadonlyMap<string, Told>;
}

async function outcomeOf(rows: readonly SilverRow[], rules: AttributionRules): Promise<Outcome> {
  const root = temporaryFolder();
  writeObject(root, rows.map(lineOf));
  const lake = await openLake({ threads: 1 });
  await ingestBronze({ lake, bronzeRoot: root });
  await buildLake({ lake, rules, watermarkUs: startUs + 40 * day });
  await expectSound(lake);
  const facts = await lake.all("SELECT order_id, winning_event_id, tier, to_json(f)::VARCHAR AS text FROM lake.fact_attribution_checkout AS f");
  const touches = await lake.all("SELECT event_id, tier, rejection, proof_state, touch_ts_us FROM lake.int_touches");
  await lake.close();
  const textOf = (value: unknown): string | null => (typeof value === "string" ? value : null);
  return {
    facts: new Map(facts.map((row) => [String(row["order_id"]), { winner: textOf(row["winning_event_id"]), tier: textOf(row["tier"]), text: String(row["text"]) }])),
    touches: new Map(
      touches.map((row) => [String(row["event_id"]), { tier: String(row["tier"]), rejection: textOf(row["rejection"]), proofState: textOf(row["proof_state"]), touchTsUs: Number(row["touch_ts_us"]) }]),
    ),
  };
}

/** One row per order, credits that add up to it under every model, and nothing but a verified token that proves anything. */
async function expectSound(lake: Lake): Promise<void> {
  const unsound = await lake.all(`SELECT order_id FROM lake.fact_orders AS o WHERE (SELECT count(*) FROM lake.fact_attribution_checkout AS f WHERE f.order_id = o.order_id) <> 1
UNION ALL SELECT c.order_id FROM lake.fact_attribution_credit AS c JOIN lake.fact_orders AS o ON o.order_id = c.order_id GROUP BY c.order_id, model, value_minor HAVING SUM(credit_minor) <> value_minor
UNION ALL SELECT order_id FROM lake.fact_attribution_credit GROUP BY order_id HAVING count(DISTINCT model) <> 5
UNION ALL SELECT order_id FROM lake.fact_attribution_checkout WHERE has_click_proof AND token_status <> 'verified'
UNION ALL SELECT event_id FROM lake.int_touches WHERE token_status <> 'verified' AND (proof_state IS NOT NULL OR tier = 'proof')`);
  expect(unsound).toEqual([]);
}

const rankOf = (tier: string | null): number => ["direct", "evidence", "proof"].indexOf(tier ?? "");

describe("what confirms a click, in DuckDB", () => {
  test("edge: a landing up to 30 minutes after the mint, or an order where a person caused the redirect", async () => {
    const minute = 60_000_000;
    const event = (eventId: string, changes: Partial<SilverRow>): SilverRow =>
      eventRow({
        eventId, eventName: "landing.view", eventTsUs: startUs, userId: `of ${eventId}`, clickToken: "t", tokenStatus: "verified", clickKind: "click", clickNonce: eventId,
        clickIssuedUs: startUs - 30 * minute, clickClaims: { key_id: "k" }, payload: { confirmed: "true" }, ...changes,
      });
    const shop = (key: string, clickClass: string): SilverRow[] => [
      event(`${key} redirect`, { eventName: "shortlink.click", clickNonce: key, clickClass }),
      event(`${key} landing`, { clickNonce: key, userId: key, receivedTsUs: startUs + 1, payload: {} }),
      event(`${key} order`, { clickNonce: key, userId: key, eventName: "order.created", eventTsUs: startUs + day, payload: { order_id: key, value_minor: "1", currency: "EUR" } }),
    ];
    const rows = [
      event("last", {}), event("past", { clickIssuedUs: startUs - 30 * minute - 1 }), event("undated", { clickIssuedUs: null }), event("delayed", { receivedTsUs: startUs + day }),
      event("unbelieved", { receivedTsUs: startUs + 8 * day }), event("slow clock", { clockSkewUs: 1, receivedTsUs: startUs + 1 }), event("view", { eventName: "page.view" }),
      ...shop("person", "person"), ...shop("prefetch", "prefetch"),
    ];
    const { touches } = await outcomeOf(rows, attributionRules());
    expect(Object.fromEntries([...touches].map(([id, { proofState }]) => [id, proofState]))).toEqual({
      last: "proven", past: "unconfirmed", undated: "unconfirmed", delayed: "proven", unbelieved: "unconfirmed", "slow clock": "unconfirmed", view: "unconfirmed",
      "person redirect": "replayed", "person landing": "proven", "person order": "reload", "prefetch redirect": "replayed", "prefetch landing": "unconfirmed", "prefetch order": "reload",
    });
  });
});

describe("without proof, in DuckDB", () => {
  test("law: an order stands where a build with proof turned off puts it", async () => {
    const random = seededRandom(43);
    const rows = Array.from({ length: 60 }, (_, world) => randomRows(random, { events: 24, people: 2, days: 6 }).map((row) => inWorld(row, world))).flat();
    const input = { couponSources: ["google"], requireProof: [{ partner: "acme" }], fraud: { mode: "burst" as const, windows: [{ windowUs, maxTouches: 1 }], allowedDevices: [] } };
    const column = async (name: string, rules: AttributionRules): Promise<ReadonlyMap<string, unknown>> =>
      new Map([...(await outcomeOf(rows, rules)).facts].map(([orderId, { text }]) => [orderId, (JSON.parse(text) as Record<string, unknown>)[name]]));
    expect(await column("without_proof_channel", attributionRules(input))).toEqual(await column("channel", attributionRules({ ...input, proofMode: "off" })));
  });
});

describe("one more touch, in DuckDB", () => {
  for (const [name, rules] of ruleSets) {
    test(`law: it wins or changes nothing, but for what it rejects or confirms: ${name}`, async () => {
      const random = seededRandom(41);
      const rows = Array.from({ length: worlds }, (_, world) => randomRows(random, { events: 24, people: 2, days: 6 }).map((row) => inWorld(row, world)));
      const added = rows.map((own, world) => another(random, own, world));
      const [before, after] = [await outcomeOf(rows.flat(), rules), await outcomeOf([...rows.flat(), ...added], rules)];
      const met = { wins: 0, stays: 0, rejects: 0, direct: 0, older: 0, proof: 0 };
      for (const [world, x] of added.entries()) {
        const own = new Map((rows[world] ?? []).map((row) => [row.eventId, row]));
        const sharesNonce = x.clickNonce !== null && (rows[world] ?? []).some(({ clickNonce }) => clickNonce === x.clickNonce);
        let isQuiet = true;
        for (const [eventId, row] of own) {
          const [then, now] = [before.touches.get(eventId), after.touches.get(eventId)];
          if (then?.rejection === now?.rejection && then?.proofState === now?.proofState) continue;
          isQuiet = false;
          if (sharesNonce) continue;
          // Rejections only grow, on a shared key, within a window; in excess mode of what came later alone.
          met.rejects += 1;
          expect([then?.proofState, now?.rejection]).toEqual([now?.proofState, "too_fast"]);
          expect(row.deviceFp === x.deviceFp || (row.userId ?? row.anonId) === (x.userId ?? x.anonId)).toBe(true);
          expect(Math.abs(row.receivedTsUs - x.receivedTsUs)).toBeLessThanOrEqual(windowUs);
          if (name === "excess") expect(row.receivedTsUs).toBeGreaterThanOrEqual(x.receivedTsUs);
        }
        const told = after.touches.get(x.eventId);
        for (const [orderId, then] of before.facts) {
          const now = after.facts.get(orderId);
          if (!orderId.startsWith(`w${world} `)) continue;
          if (told === undefined) expect(now).toEqual(then);
          if (!isQuiet || told === undefined) continue;
          expect([then.winner, x.eventId]).toContain(now?.winner);
          if (now?.winner === x.eventId) met.wins += 1;
          else met.stays += 1;
          if (told.tier === "direct" && then.winner !== null && then.tier !== "direct") {
            met.direct += 1;
            expect(now?.winner).toBe(then.winner);
          }
          const winner = then.winner === null ? undefined : after.touches.get(then.winner);
          if (winner !== undefined && told.touchTsUs < winner.touchTsUs && rankOf(told.tier) <= rankOf(then.tier)) {
            met.older += 1;
            expect(now?.winner).toBe(then.winner);
          }
          if (then.tier === "proof" && told.tier !== "proof") {
            met.proof += 1;
            expect(now?.winner).toBe(then.winner);
          }
        }
      }
      for (const count of Object.values(met)) expect(count).toBeGreaterThan(0);
    });
  }
});
