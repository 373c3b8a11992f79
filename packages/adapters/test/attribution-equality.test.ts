import { attributeOrders, attributionRules, creditOrders, orderOf, touchOf } from "@liftproof/attribution";
import type { AttributionRules, Order, Touch } from "@liftproof/attribution";
import type { SilverRow } from "@liftproof/events";
import { attributionStatements, ddl, dialects } from "@liftproof/lake";
import { describe, expect, test } from "vitest";
import { openDuckDb } from "@liftproof/adapters/duckdb";
import type { DuckDb } from "@liftproof/adapters/duckdb";
import { ingestBronze } from "../src/duckdb/lake/ingest-bronze.ts";
import { canonicalFacts, canonicalRows, factQuery } from "./support/canonical-facts.ts";
import { seededRandom } from "./support/random.ts";
import { randomRows, startUs } from "./support/random-rows.ts";
import { temporaryFolder } from "./support/temporary-folder.ts";
import { lineOf, writeObject } from "./support/write-objects.ts";

const day = 86_400_000_000;

interface Interval {
  readonly anonId: string;
  readonly identityId: string;
  readonly fromUs: number | null;
  readonly toUs: number | null;
}

/** Half of the anonymous ids change hands once, at an instant that rows stand on. */
function intervalsOf(rows: readonly SilverRow[]): readonly Interval[] {
  const anonIds = [...new Set(rows.map(({ anonId }) => anonId ?? ""))].sort();
  return anonIds.flatMap((anonId, at) => {
    if (at % 2 === 0) return [];
    const switchUs = startUs + 17 * day;
    return [
      { anonId, identityId: `u:user-${at % 7}`, fromUs: null, toUs: switchUs },
      { anonId, identityId: `u:user-${at % 5}`, fromUs: switchUs, toUs: null },
    ];
  });
}

function identityOf(row: SilverRow, intervals: ReadonlyMap<string, readonly Interval[]>): string {
  // User 1 turned out to be user 0.
  if (row.userId !== null) return row.userId === "user-1" ? "u:user-0" : `u:${row.userId}`;
  const tsUs = Math.min(row.eventTsUs + (row.clockSkewUs ?? 0), row.receivedTsUs);
  const owner = intervals.get(row.anonId ?? "")?.find(({ fromUs, toUs }) => (fromUs ?? -Infinity) <= tsUs && tsUs < (toUs ?? Infinity));
  return owner?.identityId ?? `a:${row.anonId}`;
}

async function inSql(database: DuckDb, rows: readonly SilverRow[], rules: AttributionRules, watermarkUs: number): Promise<void> {
  const root = temporaryFolder();
  for (let from = 0; from < rows.length; from += 100_000) writeObject(root, rows.slice(from, from + 100_000).map(lineOf));
  for (const statement of ddl({ engine: "duckdb" })) await database.run(statement);
  await ingestBronze({ lake: database, bronzeRoot: root });
  const appender = await database.appender("lake", "dim_identity");
  for (const { anonId, identityId, fromUs, toUs } of intervalsOf(rows)) appender.append([anonId, null, identityId, fromUs, toUs]);
  appender.append([null, "user-1", "u:user-0", null, null]);
  appender.close();
  for (const { sql } of attributionStatements({ dialect: dialects.duckdb, rules, watermarkUs })) await database.run(sql);
}

function inTypeScript(rows: readonly SilverRow[], rules: AttributionRules): { touches: Touch[]; orders: Order[] } {
  const intervals = Map.groupBy?.(intervalsOf(rows), ({ anonId }) => anonId) ?? new Map<string, Interval[]>();
  if (intervals.size === 0) for (const interval of intervalsOf(rows)) intervals.set(interval.anonId, [...(intervals.get(interval.anonId) ?? []), interval]);
  const touches: Touch[] = [];
  const orders: Order[] = [];
  for (const row of rows) {
    const identityId = identityOf(row, intervals);
    const touch = touchOf(row, identityId, rules);
    const order = orderOf(row, identityId);
    if (touch !== null) touches.push(touch);
    if (order !== null) orders.push(order);
  }
  return { touches, orders };
}

const ruleSets: readonly (readonly [string, AttributionRules])[] = [
  ["the defaults", attributionRules({ ownDomains: ["shop.test"] })],
  ["a short proof window", attributionRules({ proofWindowUs: day, partnerProofWindowUs: null, graceUs: 0, collapseGapUs: null, positionWeights: [0, 1, 0] })],
  ["no lookback", attributionRules({ lookbackUs: null, conversionIsTouch: true, positionWeights: [1, 0, 2] })],
  ["another edition and custom rules", attributionRules({ channelEdition: "2023-11", lookbackUs: 2 * day, customChannelRules: [{ channel: "O'Brien \"; --", any: [{ field: "source", op: "endsWith", value: "é" }, { field: "campaign", op: "contains", value: "'" }] }] })],
];

describe("attribution in TypeScript and in DuckDB", () => {
  for (const [name, rules] of ruleSets) {
    test(`law: facts and credits are the same bytes under ${name}`, async () => {
      const database = await openDuckDb({ threads: 2 });
      for (const plan of [{ events: 3000, people: 12, days: 20, seed: 1 }, { events: 1500, people: 2, days: 10, seed: 2 }]) {
        for (const statement of await database.all("SELECT 'DROP TABLE lake.' || table_name AS sql FROM information_schema.tables WHERE table_schema = 'lake'")) await database.run(String(statement["sql"]));
        const rows = randomRows(seededRandom(plan.seed), plan);
        const watermarkUs = startUs + 26 * day;
        await inSql(database, rows, rules, watermarkUs);
        const { touches, orders } = inTypeScript(rows, rules);
        const facts = attributeOrders({ touches, orders, rules, watermarkUs });
        expect(facts.length).toBeGreaterThan(100);
        expect(canonicalRows(await database.all(factQuery))).toBe(canonicalFacts(facts));

        const credits = creditOrders({ touches, orders, rules, watermarkUs, models: ["first", "last", "last-non-direct", "linear", "position"] });
        const key = (row: { orderId: unknown; model: unknown; eventId: unknown; creditMinor: unknown }): string => `${row.orderId} ${row.model} ${row.eventId} ${row.creditMinor}`;
        const rowsOfSql = await database.all("SELECT order_id, model, event_id, credit_minor FROM lake.fact_attribution_credit");
        expect(rowsOfSql.map((row) => key({ orderId: row["order_id"], model: row["model"], eventId: row["event_id"], creditMinor: row["credit_minor"] })).sort()).toEqual(credits.map(key).sort());
      }
      await database.close();
    });
  }
});
