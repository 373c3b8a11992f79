import { attributionRules, factColumns, restatements } from "@liftproof/attribution";
import type { AttributionFact, AttributionRules, Restatement } from "@liftproof/attribution";
import { describe, expect, test } from "vitest";
import { buildLake, ingestBronze, openLake } from "@liftproof/adapters/duckdb";
import type { Lake, SqlValue } from "@liftproof/adapters/duckdb";
import { canonicalFacts, canonicalRows, factQuery } from "./support/canonical-facts.ts";
import { seededRandom } from "./support/random.ts";
import { randomRows, startUs } from "./support/random-rows.ts";
import { temporaryFolder } from "./support/temporary-folder.ts";
import { lineOf, writeObject } from "./support/write-objects.ts";

const day = 86_400_000_000;

function numbered(value: SqlValue | undefined): SqlValue {
  return typeof value === "bigint" ? Number(value) : (value ?? null);
}

async function factsOf(lake: Lake): Promise<readonly AttributionFact[]> {
  return (await lake.all(factQuery)).map((row) => Object.fromEntries(factColumns.map(({ field, column }) => [field, numbered(row[column])])) as unknown as AttributionFact);
}

async function restatedOf(lake: Lake): Promise<readonly Restatement[]> {
  const rows = await lake.all("SELECT order_id, revision, previous, cause FROM lake.fact_attribution_restatement");
  return rows.map((row) => ({ orderId: String(row["order_id"]), revision: Number(row["revision"]), previous: String(row["previous"]), cause: String(row["cause"]) as Restatement["cause"] }));
}

/** Every row of the identity table as text, with whose it is. */
async function identitiesOf(lake: Lake): Promise<ReadonlyMap<string, string>> {
  const rows = await lake.all("SELECT to_json(d)::VARCHAR AS text, identity_id FROM lake.dim_identity AS d");
  return new Map(rows.map((row) => [String(row["text"]), String(row["identity_id"])]));
}

const inOrder = (rows: readonly Restatement[]): readonly Restatement[] => rows.toSorted((a, b) => (a.orderId < b.orderId ? -1 : a.orderId > b.orderId ? 1 : a.revision - b.revision));

describe("restated facts of the lake", () => {
  test("law: a build keeps what TypeScript keeps of the facts it replaces, and publishes the facts of a lake without history", async () => {
    const rows = randomRows(seededRandom(11), { events: 700, people: 30, days: 10 });
    // Labels may hold what ids may not.
    const hostile = rows.map((row, at) => (at % 9 === 0 ? { ...row, utmCampaign: 'tab\t"\\ \u0001\u001f\u2028' } : row));
    const root = temporaryFolder();
    writeObject(root, hostile.map(lineOf));
    const [lake, fresh] = [await openLake({ threads: 1 }), await openLake({ threads: 1 })];
    for (const each of [lake, fresh]) await ingestBronze({ lake: each, bronzeRoot: root });
    const plain = attributionRules({});
    const runs: readonly (readonly [number, AttributionRules, string?])[] = [
      [20, plain],
      [26, plain, "UPDATE lake.fact_attribution_checkout SET engine_version = '0' WHERE order_id < 'o3'"],
      [27, attributionRules({ lookbackUs: 3 * day })],
      [27, attributionRules({ lookbackUs: 3 * day, channelEdition: "2023-11" })],
      [22, attributionRules({ lookbackUs: 3 * day, channelEdition: "2023-11" })],
    ];
    const causes = new Set<string>();
    for (const [days, rules, before] of runs) {
      if (before !== undefined) await lake.run(before);
      const watermarkUs = startUs + days * day;
      const [previous, kept, then] = [await factsOf(lake), await restatedOf(lake), await identitiesOf(lake)];
      const { restated } = await buildLake({ lake, rules, watermarkUs });
      await buildLake({ lake: fresh, rules, watermarkUs });
      const now = await identitiesOf(lake);
      const changed = [...[...now].filter(([text]) => !then.has(text)), ...[...then].filter(([text]) => !now.has(text))].map(([, identityId]) => identityId);
      await fresh.run("UPDATE lake.fact_attribution_checkout SET watermark = make_timestamp($1)", [watermarkUs]);
      const expected = restatements({
        previous,
        current: await factsOf(fresh),
        watermarkUs,
        changedIdentities: new Set(changed),
        revisionOf: (orderId) => Math.max(0, ...kept.filter((each) => each.orderId === orderId).map(({ revision }) => revision)),
      });
      expect(canonicalRows(await lake.all(factQuery))).toBe(canonicalFacts(expected.facts));
      expect(inOrder(await restatedOf(lake))).toEqual(inOrder([...kept, ...expected.restated]));
      expect(restated).toBe(expected.restated.length);
      for (const { cause } of expected.restated) causes.add(cause);
    }
    expect([...causes].sort()).toEqual(["channel_rules_changed", "earlier_watermark", "engine_changed", "identity_merge", "late_event", "rules_changed"]);
    await lake.close();
    await fresh.close();
  });

  test("edge: a lake of an earlier version, whose facts lack columns, is built and keeps its rows", async () => {
    const root = temporaryFolder();
    writeObject(root, randomRows(seededRandom(3), { events: 200, people: 10, days: 10 }).map(lineOf));
    const lake = await openLake({ threads: 1 });
    await ingestBronze({ lake, bronzeRoot: root });
    await buildLake({ lake, rules: attributionRules({}) });
    const finals = (await factsOf(lake)).filter(({ state }) => state === "final");
    await lake.run("ALTER TABLE lake.fact_attribution_checkout DROP COLUMN runner_up_event_id; UPDATE lake.fact_attribution_checkout SET engine_version = '0'");
    expect(await buildLake({ lake, rules: attributionRules({}) })).toMatchObject({ restated: finals.length });
    const [kept] = await restatedOf(lake);
    expect(JSON.parse(kept?.previous ?? "")).toMatchObject({ engine_version: "0", runner_up_event_id: null });
    await lake.close();
  });
});
