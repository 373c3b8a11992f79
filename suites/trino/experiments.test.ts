import { readFileSync } from "node:fs";
import { assign, murmur3 } from "@liftproof/assignment";
import type { Experiment } from "@liftproof/assignment";
import { attributionRules } from "@liftproof/attribution";
import { buildLake, ingestBronze, openLake } from "@liftproof/adapters/duckdb";
import {
  assignmentHashSql, conversionsSql, createTable, derivedVariantSql, dialects, driftSql, experimentEventsSql, experimentJob, exposuresSql, identityTraitsSql, lakeTables, lostEventsSql, metricEventsSql,
  momentsSql, paritySql, publishedDdl, publishedGroups, quantileValuesSql, segmentsSql, trafficSql, unitsSql,
} from "@liftproof/lake";
import type { ExperimentPlan, MetricPlan } from "@liftproof/lake";
import { describe, expect, test } from "vitest";
import { experimentRows, experimentStory } from "../../packages/adapters/test/support/experiment-story.ts";
import { jobExperiments } from "../../packages/adapters/test/support/job-experiments.ts";
import { seededRandom } from "../../packages/adapters/test/support/random.ts";
import { temporaryFolder } from "../../packages/adapters/test/support/temporary-folder.ts";
import { lineOf, writeObject } from "../../packages/adapters/test/support/write-objects.ts";
import { emptyLake } from "./empty-lake.ts";
import { sortedText, tableAsText } from "./table-as-text.ts";
import { copyTable, trinoClient } from "../../packages/testkit/src/index.ts";

const trino = trinoClient(process.env["TRINO_URL"] ?? "");
const dialect = dialects.trino;
const watermarkUs = 1_772_323_200_000_000;

interface Vector {
  readonly purpose: "layer" | "coverage" | "assign";
  readonly salt: string;
  readonly unitId: string;
  readonly hash: number;
}
const { hash: published } = JSON.parse(readFileSync(new URL("../../packages/assignment/vectors/hash-v1.json", import.meta.url), "utf8")) as { readonly hash: readonly Vector[] };
// A literal cannot hold U+0000, and no id that is accepted does.
const vectors = published.filter(({ unitId }) => !unitId.includes("\u0000"));

const ids = [...new Set([...vectors.map(({ unitId }) => unitId), ...Array.from({ length: 600 }, (_, at) => `${["u:", "é", "顧客", "😀", ""][at % 5]}${at}`)])].filter((id) => id !== "");
const listed = dialect.textRows("listed", ["place", "id"], ids.map((id, at) => [`${at}`.padStart(6, "0"), id]));

describe("experiments in Trino", () => {
  test("vector: every published purpose, salt and unit gives the published hash, and ids of any alphabet that of the page", async () => {
    for (const key of new Set(vectors.map(({ purpose, salt }) => JSON.stringify([purpose, salt])))) {
      const [purpose, salt] = JSON.parse(key) as [Vector["purpose"], string];
      const rows = await trino.run(`SELECT place, ${assignmentHashSql(dialect, { purpose, salt, unit: "id" })} AS hash FROM ${listed} ORDER BY place`);
      expect(rows.map(({ hash }) => Number(hash))).toEqual(ids.map((id) => murmur3(purpose, salt, id)));
    }
    for (const { purpose, salt, unitId, hash } of vectors) expect(murmur3(purpose, salt, unitId)).toBe(hash);
  });

  test("law: holdout, layer, coverage and arms are derived as `assign` draws them", async () => {
    const experiment: Experiment = {
      expId: "cta", status: "running", variants: ["control", "b'", "c"], weights: [1, 0.5, 2.25], coverage: 0.6, layer: { id: "checkout", slots: [0.2, 0.9] }, holdout: { id: "global", share: 0.1 },
    };
    const rows = await trino.run(`SELECT place, ${derivedVariantSql(dialect, { ...experiment, salt: "cta" }, "id")} AS variant FROM ${listed} ORDER BY place`);
    const expected = ids.map((id) => {
      const { inExperiment, variant } = assign(experiment, id);
      return inExperiment ? variant : null;
    });
    expect(rows.map(({ variant }) => variant)).toEqual(expected);
    expect(new Set(expected).size).toBe(4);
  });

  test("edge: every statement of an experiment is accepted, and nothing comes of nothing", async () => {
    await emptyLake(trino);
    for (const table of lakeTables) await trino.run(createTable(table, { engine: "trino", location: "local:///lake" }));
    const gold = { dialect, rules: attributionRules({}), watermarkUs };
    const experiment: ExperimentPlan = { expId: "cta", phase: 1, unit: "identity", control: "a", variants: ["a", "b"], weights: [1, 1], salt: "cta", status: "running", question: null, coverage: 0.5 };
    const metric: MetricPlan = { name: "spent", kind: "mean", event: "order.created", value: "value_minor", aggregation: "last", denominator: null, windowUs: 7 };
    const asOfUs = [watermarkUs - 1, watermarkUs];
    const statements = [
      experimentEventsSql(gold), exposuresSql(dialect), identityTraitsSql(dialect), trafficSql(dialect), lostEventsSql(gold), metricEventsSql(gold, [metric]) ?? "", segmentsSql(dialect, experiment, "country"),
      conversionsSql(dialect, experiment, metric), driftSql(dialect, experiment, asOfUs), paritySql(dialect, experiment, asOfUs),
      ...[{}, { dimension: "country" }].flatMap((part) => [unitsSql({ dialect, experiment, asOfUs, ...part }), momentsSql({ dialect, experiment, metric, asOfUs, ...part }), quantileValuesSql({ dialect, experiment, metric: { ...metric, kind: "quantile", quantile: 0.9 }, asOfUs, ...part })]),
    ];
    for (const sql of statements) await trino.run(sql);
    expect(await trino.run('SELECT count(*) AS rows FROM "lake"."int_experiment_moments"')).toEqual([{ rows: 0 }]);
  });

  test("law: a job publishes the experiment tables of a DuckDB build, kills, segments and every kind of metric included", async () => {
    const bronzeRoot = temporaryFolder();
    writeObject(bronzeRoot, experimentRows(seededRandom(71), 400).map(lineOf));
    const lake = await openLake({ threads: 2 });
    await ingestBronze({ lake, bronzeRoot });
    const rules = attributionRules({});
    const { watermarkUs: readTo } = await buildLake({ lake, rules, ...experimentStory() });
    await emptyLake(trino);
    for (const sql of publishedDdl({ engine: "trino", location: "local:///lake" })) await trino.run(sql);
    // Identities and orders are another job's: here they come from the build.
    for (const name of ["dim_identity", "fact_orders"]) await trino.run(`DROP VIEW ${dialect.table(name)}`);
    for (const table of lakeTables.filter(({ name }) => ["events", "dim_identity", "fact_orders"].includes(name))) await copyTable({ from: lake, to: trino, tables: process.env["TRINO_TABLES"] ?? "" }, table);
    for (const { sql } of experimentJob({ dialect, rules, watermarkUs: readTo, runId: 1 }, await jobExperiments(lake))) await trino.run(sql);
    for (const table of lakeTables.filter(({ name }) => publishedGroups.experiments.includes(name))) {
      const built = sortedText(await lake.all(tableAsText(dialects.duckdb, table)));
      expect(sortedText(await trino.run(tableAsText(dialect, table))), table.name).toEqual(built);
      expect(built.length, table.name).toBeGreaterThan(0);
    }
    await lake.close();
  });
});
