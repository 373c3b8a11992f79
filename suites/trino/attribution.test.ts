import { attributeOrders, attributionRules } from "@liftproof/attribution";
import type { AttributionRules } from "@liftproof/attribution";
import type { EpochMicros } from "@liftproof/events";
import { buildLake, ingestBronze, openLake } from "@liftproof/adapters/duckdb";
import type { Lake } from "@liftproof/adapters/duckdb";
import { attributionStatements, createTable, dialects, lakeTables } from "@liftproof/lake";
import { describe, expect, test } from "vitest";
import { canonicalFacts, canonicalRows, factQuery } from "../../packages/adapters/test/support/canonical-facts.ts";
import { identityHash, randomRows, startUs } from "../../packages/adapters/test/support/random-rows.ts";
import { seededRandom } from "../../packages/adapters/test/support/random.ts";
import { temporaryFolder } from "../../packages/adapters/test/support/temporary-folder.ts";
import { journeysOf } from "../../packages/adapters/test/support/typescript-journeys.ts";
import { lineOf, writeObject } from "../../packages/adapters/test/support/write-objects.ts";
import { emptyLake } from "./empty-lake.ts";
import { sortedValues, trinoFactQuery } from "./trino-facts.ts";
import { copyTable, trinoClient } from "../../packages/testkit/src/index.ts";

const trino = trinoClient(process.env["TRINO_URL"] ?? "");
const tables = process.env["TRINO_TABLES"] ?? "";
const location = "local:///lake";
const day = 86_400_000_000;
const watermarkUs: EpochMicros = startUs + 26 * day;

/** What the statements read; everything else they write. */
const given: ReadonlySet<string> = new Set(["events", "dim_identity", "int_identity_hash", "token_mode_log"]);
const written = ["dim_referrer_code", "fact_orders", "fact_refunds", "int_touches", "fact_attribution_checkout", "fact_attribution_credit", "fact_attribution_channel"];

const ruleSets: readonly (readonly [string, AttributionRules])[] = [
  ["the defaults", attributionRules({ ownDomains: ["shop.test"] })],
  [
    "hostile rules, claims that need proof, a distrusted key and bursts",
    attributionRules({
      channelEdition: "2023-11",
      lookbackUs: 2 * day,
      couponSources: ["Google", "été", "a'b\"; DROP TABLE lake.events; --"],
      requireProof: [{ campaign: "NEWSLETTER", keyIds: ["k1"] }, { partner: "Acme" }, { campaign: "a'b\"; DROP TABLE lake.events; --" }],
      distrust: [{ keyId: "k2", fromUs: startUs + 14 * day, toUs: startUs + 16 * day }],
      fraud: { mode: "burst", windows: [{ windowUs: day / 24, maxTouches: 1 }, { windowUs: 2 * day, maxTouches: 3 }], allowedDevices: ["shared'office"] },
      customChannelRules: [{ channel: "O'Brien \"; DROP TABLE lake.events; --", any: [{ field: "source", op: "endsWith", value: "é" }, { field: "campaign", op: "contains", value: "'" }] }],
    }),
  ],
];

async function rebuild(from: Lake, rules: AttributionRules): Promise<void> {
  await emptyLake(trino);
  for (const table of lakeTables) {
    if (given.has(table.name)) await copyTable({ from, to: trino, tables }, table);
    else if (written.includes(table.name)) await trino.run(createTable(table, { engine: "trino", location }));
  }
  for (const { sql } of attributionStatements({ dialect: dialects.trino, rules, watermarkUs })) await trino.run(sql);
}

describe("attribution in TypeScript, DuckDB and Trino", () => {
  for (const [name, rules] of ruleSets) {
    test(`law: facts, credits and channels are the same bytes under ${name}`, async () => {
      const rows = [...randomRows(seededRandom(1), { events: 1800, people: 180, days: 20 }), ...randomRows(seededRandom(2), { events: 600, people: 2, days: 10 }).map((row) => ({ ...row, eventId: `busy-${row.eventId}`, anonId: `busy-${row.anonId}` }))];
      const bronzeRoot = temporaryFolder();
      for (let from = 0; from < rows.length; from += 1000) writeObject(bronzeRoot, rows.slice(from, from + 1000).map(lineOf));
      const lake = await openLake({ threads: 2 });
      await ingestBronze({ lake, bronzeRoot });
      await buildLake({ lake, rules, watermarkUs, identityHashOf: (id) => (id.startsWith("u:") ? identityHash(id) : undefined) });
      await rebuild(lake, rules);

      const facts = canonicalFacts(attributeOrders({ ...journeysOf(rows, rules, watermarkUs), rules, watermarkUs }));
      expect(canonicalRows(await lake.all(factQuery))).toBe(facts);
      expect(canonicalRows((await trino.run(trinoFactQuery)) as never)).toBe(facts);
      for (const columns of ["order_id, model, event_id, credit_minor FROM lake.fact_attribution_credit", "* FROM lake.fact_attribution_channel"]) {
        expect(sortedValues(await trino.run(`SELECT ${columns}`))).toEqual(sortedValues(await lake.all(`SELECT ${columns}`)));
      }
      await lake.close();
    });
  }
});
