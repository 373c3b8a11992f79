import { buildLake, ingestBronze, openLake } from "@liftproof/adapters/duckdb";
import { attributeOrders, attributionRules } from "@liftproof/attribution";
import type { AttributionRules } from "@liftproof/attribution";
import { attributionJob, dialects, lakeTables, publishedDdl } from "@liftproof/lake";
import { beforeAll, describe, expect, test } from "vitest";
import { canonicalFacts, canonicalRows, factQuery } from "../../packages/adapters/test/support/canonical-facts.ts";
import { identityHash, randomRows, startUs } from "../../packages/adapters/test/support/random-rows.ts";
import { seededRandom } from "../../packages/adapters/test/support/random.ts";
import { temporaryFolder } from "../../packages/adapters/test/support/temporary-folder.ts";
import { journeysOf } from "../../packages/adapters/test/support/typescript-journeys.ts";
import { lineOf, writeObject } from "../../packages/adapters/test/support/write-objects.ts";
import { copyTable, trinoClient } from "../../packages/testkit/src/index.ts";
import { emptyLake } from "./empty-lake.ts";
import { sortedValues, trinoFactQuery } from "./trino-facts.ts";

const trino = trinoClient(process.env["TRINO_URL"] ?? "");
const tables = process.env["TRINO_TABLES"] ?? "";
const location = "local:///lake";
const day = 86_400_000_000;
const watermarkUs = startUs + 26 * day;
const given: ReadonlySet<string> = new Set(["events", "dim_identity", "int_identity_hash", "token_mode_log"]);

const ruleSets: readonly (readonly [string, AttributionRules])[] = [
  ["orders that spend what lies before them", attributionRules({ resetAtOrder: true, lookbackUs: null })],
  ["orders that spend, impressions, a burst filter", attributionRules({ resetAtOrder: true, viewThrough: { lookbackUs: 2 * day, eventNames: ["growth.alert.click", "profile.view"] }, fraud: { mode: "burst", windows: [{ windowUs: 2 * day, maxTouches: 2 }], allowedDevices: [] } })],
  ["proof turned off, with impressions", attributionRules({ proofMode: "off", viewThrough: { lookbackUs: 7 * day, eventNames: ["growth.alert.click"] } })],
  ["proof reported only, claims that need it", attributionRules({ proofMode: "report", requireProof: [{ campaign: "NEWSLETTER" }, { partner: "Acme" }] })],
  ["proof enforced, a long lookback", attributionRules({ proofMode: "enforce", lookbackUs: 30 * day, requireProof: [{ partner: "Acme" }] })],
];

const rows = [...randomRows(seededRandom(81), { events: 700, people: 60, days: 20 }), ...randomRows(seededRandom(82), { events: 250, people: 2, days: 10 }).map((row) => ({ ...row, eventId: `busy-${row.eventId}`, anonId: `busy-${row.anonId}` }))];

describe("rule sets in TypeScript, DuckDB and a job on Trino", () => {
  beforeAll(async () => {
    await emptyLake(trino);
    for (const sql of publishedDdl({ engine: "trino", location })) await trino.run(sql);
    await trino.run(`DROP VIEW ${dialects.trino.table("dim_identity")}`);
  });

  test.each(ruleSets.map(([name, rules], at) => [name, rules, at + 1] as const))("law: facts, credits and channels are the same bytes under %s", async (_, rules, runId) => {
    const bronzeRoot = temporaryFolder();
    writeObject(bronzeRoot, rows.map(lineOf));
    const lake = await openLake({ threads: 2 });
    await ingestBronze({ lake, bronzeRoot });
    await buildLake({ lake, rules, watermarkUs, identityHashOf: (id) => (id.startsWith("u:") ? identityHash(id) : undefined) });
    if (runId === 1) for (const table of lakeTables.filter(({ name }) => given.has(name))) await copyTable({ from: lake, to: trino, tables }, table);
    for (const { sql } of attributionJob({ dialect: dialects.trino, rules, watermarkUs, runId })) await trino.run(sql);
    const facts = canonicalFacts(attributeOrders({ ...journeysOf(rows, rules, watermarkUs), rules, watermarkUs }));
    expect(canonicalRows(await lake.all(factQuery))).toBe(facts);
    expect(canonicalRows((await trino.run(trinoFactQuery)) as never)).toBe(facts);
    for (const columns of ["order_id, model, event_id, credit_minor FROM lake.fact_attribution_credit", "* FROM lake.fact_attribution_channel"]) {
      expect(sortedValues(await trino.run(`SELECT ${columns}`))).toEqual(sortedValues(await lake.all(`SELECT ${columns}`)));
    }
    await lake.close();
  });
});
