import { attributionRules } from "@liftproof/attribution";
import type { SilverRow } from "@liftproof/events";
import { sessionRule } from "@liftproof/events/session";
import { buildLake, ingestBronze, openLake } from "@liftproof/adapters/duckdb";
import type { Lake } from "@liftproof/adapters/duckdb";
import { familyColumns, familyViews, lakeTables, marts } from "@liftproof/lake";
import { describe, expect, test } from "vitest";
import { busyRows } from "./support/busy-rows.ts";
import { seededRandom } from "./support/random.ts";
import { startUs } from "./support/random-rows.ts";
import { eventRow, orderRow } from "./support/referral-story.ts";
import { temporaryFolder } from "./support/temporary-folder.ts";
import { lineOf, writeObject } from "./support/write-objects.ts";

const rules = attributionRules({});
const day = 86_400_000_000;
const minute = 60_000_000;

async function add(lake: Lake, rows: readonly SilverRow[]): Promise<void> {
  const root = temporaryFolder();
  writeObject(root, rows.map(lineOf));
  await ingestBronze({ lake, bronzeRoot: root });
}

async function lakeOf(rows: readonly SilverRow[]): Promise<Lake> {
  const lake = await openLake({ threads: 1 });
  await add(lake, rows);
  await buildLake({ lake, rules });
  return lake;
}

async function textOf(lake: Lake): Promise<string> {
  const texts: string[] = [];
  for (const { table } of marts) texts.push(table.name, ...(await lake.all(`SELECT to_json(t)::VARCHAR AS text FROM lake.${table.name} AS t ORDER BY text`)).map((row) => String(row["text"])));
  return texts.join("\n");
}

const event = (eventId: string, eventName: string, atUs: number, changes: Partial<SilverRow> = {}): SilverRow => eventRow({ eventId, eventName, eventTsUs: atUs, anonId: "ann", ...changes });

describe("facts and dimensions made of events", () => {
  test("law: builds that go on from each other, over late and repeated events, give the tables of one full build", async () => {
    const random = seededRandom(31);
    const rows = busyRows(random, { events: 400, people: 20, days: 8 });
    const onward = await openLake({ threads: 1 });
    const parts = [random.shuffled([...rows]).slice(0, 250), random.shuffled([...rows]).slice(0, 150), rows];
    for (const part of parts) {
      await add(onward, part);
      await buildLake({ lake: onward, rules, incremental: true });
    }
    const once = await lakeOf(rows);
    expect(await textOf(onward)).toBe(await textOf(once));
    for (const { name, grain } of lakeTables.filter((table) => table.grain.length > 0)) {
      const twice = await once.all(`SELECT ${grain.map((column) => `"${column}"`).join(", ")} FROM lake.${name} GROUP BY ALL HAVING count(*) > 1 LIMIT 1`);
      expect(twice, name).toEqual([]);
    }
    for (const { table } of marts) {
      const [size] = await once.all(`SELECT count(*) AS rows FROM lake.${table.name}`);
      expect(Number(size?.["rows"]), table.name).toBeGreaterThan(0);
      for (const column of table.grain) expect(await once.all(`SELECT 1 FROM lake.${table.name} WHERE "${column}" IS NULL LIMIT 1`), `${table.name}.${column}`).toEqual([]);
    }
    await onward.close();
    await once.close();
  });

  test("law: visits without a session id are those that `sessionRule` would part", async () => {
    const random = seededRandom(32);
    const rows = Array.from({ length: 400 }, (_, at): SilverRow => {
      const campaign = random.pick([null, null, null, "spring", "fall"]);
      return event(`v${`${at}`.padStart(4, "0")}`, "page.view", startUs + random.below(3 * 24 * 6) * 5 * minute + random.pick([0, 0, 1]), { anonId: `a${random.below(6)}`, utmCampaign: campaign });
    });
    const lake = await lakeOf(rows);
    const expected = new Map<string, string[]>();
    for (const anonId of new Set(rows.map((row) => row.anonId))) {
      const own = rows.filter((row) => row.anonId === anonId).sort((a, b) => a.eventTsUs - b.eventTsUs || (a.eventId < b.eventId ? -1 : 1));
      let [state, first] = [null as Parameters<typeof sessionRule>[0], ""];
      for (const { eventTsUs, eventId, utmCampaign } of own) {
        const decided = sessionRule(state, { atUs: eventTsUs, evidence: utmCampaign });
        state = decided.state;
        if (decided.starts !== null) expected.set((first = `s:${eventId}`), []);
        expected.get(first)?.push(eventId);
      }
    }
    const found = await lake.all("SELECT session_id, events FROM lake.fact_sessions ORDER BY session_id");
    expect(found.map((row) => [row["session_id"], Number(row["events"])])).toEqual([...expected].sort(([a], [b]) => (a < b ? -1 : 1)).map(([id, events]) => [id, events.length]));
    expect(found.length).toBeGreaterThan(50);
    await lake.close();
  });

  test("edge: a visit that nobody leaves for half an hour is cut every 24 hours, and a sent id decides", async () => {
    const rows = [0, 1, 2, 3, 4].flatMap((half) => Array.from({ length: 24 }, (_, at) => event(`d${half}-${`${at}`.padStart(2, "0")}`, "page.view", startUs + half * (day / 2) + at * 30 * minute)));
    const lake = await lakeOf([...rows, event("sent1", "page.view", startUs, { sessionId: "mine" }), event("sent2", "exp.view", startUs + 2 * day, { sessionId: "mine" })]);
    const found = await lake.all("SELECT session_id, events, is_filled FROM lake.fact_sessions ORDER BY session_id");
    expect(found.map((row) => [row["session_id"], Number(row["events"]), row["is_filled"]])).toEqual([["mine", 2, false], ["s:d0-00", 49, true], ["s:d2-01", 48, true], ["s:d4-01", 23, true]]);
    await lake.close();
  });

  test("example: what became of a search, a checkout, a payout, a ticket and a claim", async () => {
    const at = (minutes: number): number => startUs + minutes * minute;
    const lake = await lakeOf([
      event("q1", "search.query", at(0), { payload: { query: "loft", results: "7" } }),
      event("c1", "search.result_click", at(1), { payload: { query: "barn", position: "1", studio_id: "s1" } }),
      event("c2", "search.result_click", at(2), { payload: { position: "3", studio_id: "s2" } }),
      event("c3", "search.result_click", at(31), { payload: { position: "4", studio_id: "s2" } }),
      event("k1", "checkout.start", at(5), { userId: "ann", payload: { checkout_id: "x" } }),
      orderRow("o1", { userId: "ann", eventTsUs: at(9), payload: { checkout_id: "x" } }),
      event("p1", "payout.created", at(0), { userId: "seller", payload: { payout_id: "y" } }),
      event("p2", "payout.paid", at(60), { userId: "bank", payload: { payout_id: "y", amount_minor: "500", currency: "EUR" } }),
      event("t1", "support.opened", at(0), { payload: { ticket_id: "k" } }),
      event("t2", "support.closed", at(10), { payload: { ticket_id: "k" } }),
      event("t3", "support.opened", at(20), { payload: { ticket_id: "k", topic: "refund" } }),
      event("d1", "dmca.filed", at(0), { payload: { claim_id: "d" } }),
      event("d2", "dmca.resolved", at(90), { payload: { claim_id: "d", upheld: "false" } }),
    ]);
    expect(await lake.all("SELECT query, results, clicks, first_position, first_studio_id FROM lake.fact_search")).toEqual([{ query: "loft", results: 7n, clicks: 1n, first_position: 3n, first_studio_id: "s2" }]);
    expect(await lake.all("SELECT checkout_id, order_id, value_minor, state FROM lake.fact_checkouts")).toEqual([{ checkout_id: "x", order_id: "o1", value_minor: 10_000n, state: "ordered" }]);
    expect(await lake.all("SELECT identity_id, amount_minor, currency, state FROM lake.fact_payouts")).toEqual([{ identity_id: "u:seller", amount_minor: 500n, currency: "EUR", state: "paid" }]);
    expect(await lake.all("SELECT topic, openings, state, closed_at IS NULL AS stands FROM lake.fact_support")).toEqual([{ topic: "refund", openings: 2n, state: "open", stands: true }]);
    expect(await lake.all("SELECT upheld, state, epoch_us(resolved_at) - epoch_us(filed_at) AS took FROM lake.fact_dmca")).toEqual([{ upheld: false, state: "resolved", took: BigInt(90 * minute) }]);
    expect(await lake.all("SELECT event_id, value_minor, is_test FROM lake.events_order")).toEqual([{ event_id: "order o1", value_minor: 10_000n, is_test: null }]);
    await lake.close();
  });

  test("law: a view of a family has the columns it says it has", async () => {
    const lake = await openLake({ threads: 1 });
    for (const view of familyViews()) {
      const found = await lake.all("SELECT column_name FROM information_schema.columns WHERE table_schema = 'lake' AND table_name = $1 ORDER BY ordinal_position", [view.name]);
      expect(found.map((row) => row["column_name"])).toEqual(familyColumns(view).map(({ column }) => column));
    }
    await lake.close();
  });
});
