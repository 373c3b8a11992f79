import { attributionRules, referralRules } from "@liftproof/attribution";
import type { AttributionRules } from "@liftproof/attribution";
import type { SilverRow } from "@liftproof/events";
import { describe, expect, test } from "vitest";
import { buildLake, ingestBronze, openLake } from "@liftproof/adapters/duckdb";
import type { BuildOptions, BuildReport, Lake } from "@liftproof/adapters/duckdb";
import { seededRandom } from "./support/random.ts";
import type { Random } from "./support/random.ts";
import { identityHash, randomRows, startUs } from "./support/random-rows.ts";
import { eventRow, invitation, orderRow, referralStory, referralVisit } from "./support/referral-story.ts";
import { temporaryFolder } from "./support/temporary-folder.ts";
import { lineOf, writeObject } from "./support/write-objects.ts";

const day = 86_400_000_000;
const identityHashOf = (id: string): string | undefined => (id.startsWith("u:") ? identityHash(id) : undefined);
const tables = [
  "dim_identity", "dim_referrer_code", "int_identity_hash", "token_mode_log", "fact_orders", "fact_refunds", "int_touches", "fact_attribution_checkout", "fact_attribution_credit", "fact_attribution_channel",
  "fact_attribution_restatement", "fact_attribution_referral", "build_runs",
];
const referral = referralRules({ currency: "EUR", award: { kind: "share", basisPoints: 1000, capMinor: null }, newCustomersOnly: false, oncePerReferee: false });

async function add(lakes: readonly Lake[], rows: readonly SilverRow[]): Promise<void> {
  const root = temporaryFolder();
  writeObject(root, rows.map(lineOf));
  for (const lake of lakes) await ingestBronze({ lake, bronzeRoot: root });
}

async function textOf(lake: Lake): Promise<string> {
  const texts: string[] = [];
  for (const name of tables) texts.push(name, ...(await lake.all(`SELECT to_json(t)::VARCHAR AS text FROM lake.${name} AS t ORDER BY text`)).map((row) => String(row["text"])));
  return texts.join("\n");
}

const burst = attributionRules({
  fraud: { mode: "burst", windows: [{ windowUs: day / 24, maxTouches: 1 }, { windowUs: 2 * day, maxTouches: 3 }], allowedDevices: [] },
  requireProof: [{ campaign: "newsletter" }],
  resetAtOrder: true,
  viewThrough: { lookbackUs: 2 * day, eventNames: ["growth.alert.click"] },
});
const plans: readonly (readonly [string, AttributionRules, { readonly events: number; readonly people: number; readonly seed: number; readonly builds: number }])[] = [
  ["many people", attributionRules({ ownDomains: ["shop.test"] }), { events: 400, people: 300, seed: 21, builds: 3 }],
  ["a fraud filter, impressions and orders that spend", burst, { events: 250, people: 100, seed: 22, builds: 3 }],
];

/** Random rows on more devices, and people who invite each other, buy, send back and are paid. */
function rowsOf(random: Random, plan: { readonly events: number; readonly people: number }): readonly SilverRow[] {
  const rows = randomRows(random, { ...plan, days: 20 }).map((row) => (row.deviceFp !== null ? { ...row, deviceFp: `device-${random.below(400)}` } : row));
  const awarded = [invitation("ivy"), referralVisit({ userId: "jon", code: "code-ivy", atUs: startUs + day }), orderRow("of jon", { userId: "jon", eventTsUs: startUs + 2 * day })];
  return [...rows, ...awarded, ...referralStory(random, 40, [0, day / 24, 3 * day])];
}

describe("an incremental build", () => {
  for (const [name, rules, plan] of plans) {
    test(`law: builds that go on from each other give the tables of full builds, and at the end of a single one: ${name}`, async () => {
      const random = seededRandom(plan.seed);
      const rows = rowsOf(random, plan);
      const [whole, onward, once] = [await openLake({ threads: 1 }), await openLake({ threads: 1 }), await openLake({ threads: 1 })];
      const build = (lake: Lake, watermarkUs: number, incremental: boolean): Promise<BuildReport> => buildLake({ lake, rules, watermarkUs, identityHashOf, referral, incremental });
      const scopes: BuildReport["scope"][] = [];
      let [sinceUs, watermarkUs] = [-Infinity, startUs + 12 * day];
      for (let at = 0; at < plan.builds; at++) {
        watermarkUs += random.below(4 * day);
        await add([whole, onward], rows.filter(({ receivedTsUs }) => receivedTsUs > sinceUs && receivedTsUs <= watermarkUs));
        sinceUs = watermarkUs;
        await build(whole, watermarkUs, false);
        scopes.push((await build(onward, watermarkUs, true)).scope);
        expect(await textOf(onward)).toBe(await textOf(whole));
      }
      expect(scopes.map(({ kind }) => kind)).toEqual(scopes.map((_, place) => (place === 0 ? "all" : "affected")));
      const [stored] = await onward.all("SELECT count(DISTINCT COALESCE(user_id, anon_id)) AS identities FROM lake.events");
      const last = scopes.at(-1);
      expect(last?.kind === "affected" && last.identities).toBeLessThan(Number(stored?.["identities"]));
      await add([once], random.shuffled(rows));
      await build(once, watermarkUs, false);
      const facts = async (lake: Lake): Promise<unknown> => lake.all("SELECT * EXCLUDE (watermark) FROM lake.fact_attribution_checkout ORDER BY order_id");
      expect(await facts(onward)).toEqual(await facts(once));
      const [ledger] = await onward.all("SELECT count(*) AS entries FROM lake.fact_attribution_referral");
      expect(Number(ledger?.["entries"])).toBeGreaterThan(0);
      for (const lake of [whole, onward, once]) await lake.close();
    });
  }

  test("edge: whatever one person's events say about another's orders is found", async () => {
    const rules = attributionRules({ finalAfterUs: 0, fraud: { mode: "burst", windows: [{ windowUs: 3 * day, maxTouches: 1 }], allowedDevices: [] } });
    let at = 0;
    const event = (eventTsUs: number, changes: Partial<SilverRow>): SilverRow => eventRow({ eventId: `e${String(at++).padStart(3, "0")}`, eventName: "landing.view", eventTsUs, ...changes });
    const visit = (hours: number, campaign: string, changes: Partial<SilverRow>): SilverRow => event(startUs + (hours * day) / 24, { utmSource: "ad", utmCampaign: campaign, ...changes });
    const order = (orderId: string, userId: string): SilverRow => orderRow(orderId, { userId, eventTsUs: startUs + day });
    const link = (payload: Record<string, string>, hours: number): SilverRow => event(startUs + (hours * day) / 24, { eventName: "identity.link", userId: "admin", payload });
    const click = (hours: number, userId: string, confirmed: boolean, claims: Record<string, string> = {}): SilverRow =>
      visit(hours, `of ${userId}`, {
        userId, tokenStatus: "verified", clickToken: "t", clickKind: "click", clickNonce: `n${hours % 1}`, clickIssuedUs: startUs + (hours * day) / 24, clickClaims: { key_id: "1", campaign: "signed", ...claims }, payload: confirmed ? { confirmed: "true" } : {},
      });
    const before = [
      // Two accounts, and a device of its own: each brings the other a touch once they are one.
      visit(2, "merge", { userId: "merge2" }), order("merge", "merge1"), visit(1, "x", { userId: "merge1" }), link({ from_user_id: "merge1", to_user_id: "merge0" }, 3),
      visit(2, "sign in", { anonId: "anon-sign" }), order("sign-in", "sign"), link({ anon_id: "anon-other", user_id: "sign" }, 3),
      visit(20, "device", { userId: "device1", deviceFp: "shared" }), order("device", "device1"),
      link({ anon_id: "tablet", user_id: "visitor1" }, 0), link({ anon_id: "tablet", user_id: "visitor2" }, 30), visit(20, "visitor", { anonId: "tablet" }), order("visitor", "visitor1"),
      click(2, "nonce1", false), order("nonce", "nonce1"),
      visit(2, "order", { userId: "order1" }), order("order", "order1"),
      click(2.5, "hash", true, { identity_hash: identityHash("u:somebody") }), order("hash", "hash"),
      visit(2, "nobody", { userId: "nobody" }), order("nobody", "nobody"),
    ];
    const after = [
      link({ from_user_id: "merge2", to_user_id: "merge0" }, 40), link({ anon_id: "anon-sign", user_id: "sign" }, 40),
      visit(40, "device", { userId: "device2", deviceFp: "shared" }), visit(40, "visitor", { anonId: "tablet" }), click(40, "nonce2", true),
      orderRow("order", { eventId: "again", userId: "order2", eventTsUs: startUs + 2 * day }), visit(40, "order", { userId: "order2" }),
    ];
    const [whole, onward] = [await openLake({ threads: 1 }), await openLake({ threads: 1 })];
    await add([whole, onward], before);
    for (const lake of [whole, onward]) await buildLake({ lake, rules, watermarkUs: startUs + 1.5 * day });
    await add([whole, onward], after);
    await buildLake({ lake: whole, rules, identityHashOf });
    // The admin, those with new events, and whoever is concerned by them.
    expect((await buildLake({ lake: onward, rules, identityHashOf, incremental: true })).scope.kind).toBe("affected");
    expect(await textOf(onward)).toBe(await textOf(whole));
    const changed = await onward.all("SELECT order_id FROM lake.fact_attribution_restatement ORDER BY order_id");
    expect(changed.map((row) => row["order_id"])).toEqual(["device", "hash", "merge", "nonce", "sign-in", "visitor"]);
    await whole.close();
    await onward.close();
  });

  test("edge: a build says why it computed everything", async () => {
    const lake = await openLake({ threads: 1 });
    const rules = attributionRules({});
    const visit = (id: string, atUs: number): SilverRow => eventRow({ eventId: id, eventName: "landing.view", eventTsUs: atUs, userId: id, utmSource: "letter" });
    const scopeOf = async (changes: Partial<BuildOptions>): Promise<BuildReport["scope"]> => (await buildLake({ lake, rules, incremental: true, ...changes })).scope;
    await add([lake], [visit("ada", startUs), orderRow("o1", { userId: "ada", eventTsUs: startUs + day }), visit("bob", startUs), visit("cid", startUs + 9 * day)]);
    expect(await scopeOf({ watermarkUs: startUs + 5 * day })).toEqual({ kind: "all", reason: "first_build" });
    expect(await scopeOf({ watermarkUs: startUs + 6 * day })).toEqual({ kind: "affected", identities: 0 });
    expect(await scopeOf({})).toEqual({ kind: "affected", identities: 1 });
    expect(await scopeOf({ incremental: false })).toEqual({ kind: "all", reason: "asked" });
    expect(await scopeOf({ watermarkUs: startUs })).toEqual({ kind: "all", reason: "earlier_watermark" });
    expect(await scopeOf({ rules: attributionRules({ lookbackUs: day }) })).toEqual({ kind: "all", reason: "rules_changed" });
    await add([lake], [visit("dot", startUs + 1)]);
    expect(await scopeOf({ rules: attributionRules({ lookbackUs: day }) })).toEqual({ kind: "all", reason: "events_changed" });
    await lake.run("ALTER TABLE lake.int_touches DROP COLUMN rejection");
    expect(await scopeOf({ rules: attributionRules({ lookbackUs: day }) })).toEqual({ kind: "all", reason: "tables_changed" });
    await lake.run("DELETE FROM lake.token_mode_log; INSERT INTO lake.token_mode_log SELECT 'k', 'report', 1, 1, 1.0, 1, 1");
    expect(await scopeOf({ rules: attributionRules({ lookbackUs: day }) })).toEqual({ kind: "all", reason: "key_modes_changed" });
    await lake.close();
  });
});
