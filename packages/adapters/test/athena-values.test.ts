import { fileURLToPath } from "node:url";
import { AdapterError, athenaLiteral, backfillBatches, backfillCondition, compactTable, losslessSelect, runStatements } from "@liftproof/adapters/athena";
import type { AthenaParameter } from "@liftproof/adapters/athena";
import { openDuckDb } from "@liftproof/adapters/duckdb";
import { build } from "esbuild";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { duckDbEngine } from "../../testkit/src/index.ts";
import { bindParameters } from "../src/athena/bind-parameters.ts";
import { decoderOf, decoderOfName } from "../src/athena/decode-value.ts";
import { epochMicrosOf } from "../src/athena/epoch-micros-of.ts";
import { statementKind } from "../src/athena/statement-kind.ts";
import { scriptedAthena } from "./support/scripted-athena.ts";

describe("values for Athena", () => {
  test("law: parameters of any text and number come back from an engine as they were given", async () => {
    const database = await openDuckDb({ threads: 1 });
    const { athena } = await scriptedAthena({ engine: duckDbEngine(database) });
    const text = fc.string({ unit: "binary", maxLength: 10 }).filter((value) => value.isWellFormed() && !value.includes("\0"));
    const given = fc.sample(fc.tuple(fc.oneof(text, fc.constantFrom("", "?", "'", "--", "x=y, z")), fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }), fc.double({ noNaN: true, noDefaultInfinity: true }), fc.integer({ min: -1e15, max: 8e15 }), fc.option(fc.boolean())), { numRuns: 40, seed: 3 });
    const sql = `SELECT * FROM (VALUES ${given.map(() => "(?, ?, CAST(? AS double), ?, CAST(? AS boolean))").join(", ")}) AS v (t, b, d, us, f) -- is it? '`;
    const parameters = given.flatMap(([t, b, d, at, f]): AthenaParameter[] => [t, b, d, { timestampUs: at }, f]);
    const rows: unknown[] = [];
    for await (const row of (await athena.run(sql, { parameters })).rows) rows.push(row);
    expect(rows).toEqual(given.map(([t, b, d, us, f]) => ({ t, b, d, us, f })));
    await database.close();
  });

  test("edge: a question mark in text, a name or a comment is none, and as many values as question marks are needed", () => {
    expect(bindParameters(`SELECT '?''?', "a?", ? /* ? */ -- ?\n, ?`, ["x' OR '1'='1", { decimal: "-012.50" }])).toBe(`SELECT '?''?', "a?", 'x'' OR ''1''=''1' /* ? */ -- ?\n, CAST('-012.50' AS decimal(4, 2))`);
    expect(() => bindParameters("SELECT ?", [])).toThrow("parameters: expected one for each of 1 question marks, got 0");
    expect(() => bindParameters("SELECT 1", ["a"])).toThrow("parameters: expected one for each of 0 question marks, got 1");
    expect(() => bindParameters("SELECT ?", ["x".repeat(262_144)])).toThrow("statement: expected at most 262144 bytes with its parameters, got 262153; stage a part of it");
    for (const bad of [Number.NaN, Infinity, 2n ** 63n, { decimal: "1e3" }, { day: "2026-02-30" }, { timestampUs: 0.5 }]) expect(() => athenaLiteral(bad)).toThrow(RangeError);
    for (const bad of ["\ud800", "a\0b"]) expect(() => athenaLiteral(bad)).toThrow(TypeError);
    expect([1e-9, -0, 1e21, 0.1, -5, { day: "2026-02-28" }].map(athenaLiteral)).toEqual(["1E-9", "(-0E0)", "1E21", "0.1E0", "(-5)", "DATE '2026-02-28'"]);
  });

  test("edge: text that is not of its column's type is refused, never guessed, and its value is not told", () => {
    const bad: readonly (readonly [Parameters<typeof decoderOf>[1], string])[] = [["bigint", "1.0"], ["int", ""], ["real", "1,5"], ["boolean", "yes"], ["date", "2026"], ["timestamp", "2026-03-01 10:00:00 Europe/Berlin"], ["timestamp", "2026-03-01 10:00:00.0000001"], ["bytes", "4c6"], [{ map: "string" }, "{a=b}"], [{ list: "bigint" }, "[1]"], [{ row: [{ name: "a", type: "string" }] }, "{}"]];
    for (const [type, text] of bad) {
      expect(() => decoderOf("c", type)(text), text).toThrow(AdapterError);
      expect(() => decoderOf("secret", type)(text), text).toThrow(/^column secret: expected (?!.*Berlin)/u);
    }
    expect(decoderOf("c", { map: { list: "bigint" } })('{"__proto__":["9007199254740993",null],"a=b, c":null}')).toEqual(new Map([["__proto__", [9_007_199_254_740_993n, null]], ["a=b, c", null]]));
    for (const name of ["map", "array", "row(a bigint)", "hyperloglog"]) expect(() => decoderOfName("c", name), name).toThrow("project it as JSON with losslessSelect");
    expect([decoderOfName("c", "decimal(38,0)")("123"), decoderOfName("c", "varbinary")("00 ff")]).toEqual(["123", Uint8Array.of(0, 255)]);
    expect([epochMicrosOf("0001-01-01 00:00:00.000"), epochMicrosOf("1969-12-31 23:59:59.999999"), epochMicrosOf("2026-02-29 00:00:00"), epochMicrosOf("2026-03-01 00:00:00.123456000 UTC")]).toEqual([null, -1, null, Date.UTC(2026, 2, 1) * 1000 + 123_456]);
    expect(() => losslessSelect("SELECT 1", { columns: [] })).toThrow("columns: expected at least one, got none");
  });

  test("law: the batches of a backfill hold every day and bucket once, and none more than may be open", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 1, max: 300 }), fc.integer({ min: 1, max: 120 }), (days, buckets, openWriters) => {
        const untilDay = new Date(Date.UTC(2028, 1, 1 + days)).toISOString().slice(0, 10);
        const batches = backfillBatches({ fromDay: "2028-02-01", untilDay, buckets, openWriters });
        const dayOf = (text: string): number => Date.parse(text) / 86_400_000;
        const sizes = batches.map((batch) => (dayOf(batch.untilDay) - dayOf(batch.fromDay)) * (batch.untilBucket - batch.fromBucket));
        expect(sizes.every((size) => size >= 1 && size <= openWriters)).toBe(true);
        const cells = batches.flatMap((batch) => [batch.fromDay, batch.untilDay, batch.fromBucket, batch.untilBucket].join());
        expect(new Set(cells).size).toBe(cells.length);
        expect(sizes.reduce((total, size) => total + size, 0)).toBe(days * buckets);
      }),
      { numRuns: 60 },
    );
    expect(() => backfillBatches({ fromDay: "2026-03-02", untilDay: "2026-03-01" })).toThrow("untilDay: expected 2026-03-02 or later, got 2026-03-01");
    expect(backfillCondition({ fromDay: "2026-03-01", untilDay: "2026-03-03", fromBucket: 0, untilBucket: 1 }, { day: "event_ts" })).toBe(`"event_ts" >= TIMESTAMP '2026-03-01 00:00:00' AND "event_ts" < TIMESTAMP '2026-03-03 00:00:00'`);
  });

  test("edge: what writes twice is told from what does not", () => {
    const kinds = ["/* a */ (SELECT 1)", "with a AS (SELECT 1) SELECT 1", "EXPLAIN INSERT INTO a SELECT 1", "DROP TABLE IF EXISTS a", "CREATE TABLE IF NOT EXISTS a (b int)", "optimize a REWRITE DATA USING BIN_PACK", "CREATE OR REPLACE VIEW a AS SELECT 1", "CREATE TABLE a AS SELECT 1", "INSERT INTO a SELECT 1", "MERGE INTO a", "EXPLAIN ANALYZE SELECT 1", ""].map(statementKind);
    expect(kinds).toEqual(["reads", "reads", "reads", "repeats", "repeats", "repeats", "repeats", "writes", "writes", "writes", "writes", "writes"]);
  });

  test("edge: a job runs each place of its statements once, sums what they scan, and stops above its budget", async () => {
    const seen: string[] = [];
    const scene = await scriptedAthena({ engine: { run: (sql) => Promise.resolve({ columns: [], rows: [], scannedBytes: (seen.push(sql), 600) }) } });
    const statements = [{ name: "clear", sql: "DROP TABLE IF EXISTS a" }, { name: "keep", sql: "CREATE TABLE a AS SELECT 1" }, { name: "drop", sql: "DROP TABLE IF EXISTS a" }];
    await expect(runStatements(scene.athena, statements, { runId: "7", maxBytes: 1000 })).rejects.toThrow('statement "drop": expected the job to scan at most 1000 bytes, got 1200 by the statements before; it was not started');
    const done: string[] = [];
    const report = await runStatements(scene.athena, statements, { runId: "7", onStatement: ({ name }) => done.push(name) });
    expect(seen).toEqual(statements.map(({ sql }) => sql));
    expect(report).toMatchObject({ scannedBytes: 1800, billedBytes: 30e6 });
    expect(report.dollars).toBeCloseTo(0.00015, 12);
    expect(done).toEqual(["clear", "keep", "drop"]);
  });

  test("edge: compaction goes on while Athena says that more runs are needed, in bare names only", async () => {
    const scene = await scriptedAthena({ fateOfQuery: ({ count }) => (count < 3 ? "more_runs" : undefined) });
    const report = await compactTable(scene.athena, { database: "lake", table: "events", runId: "1" });
    expect([report.optimize.attempts, report.vacuum.attempts]).toEqual([4, 1]);
    expect(new Set(scene.server.queries.map(({ statement }) => statement))).toEqual(new Set(["OPTIMIZE lake.events REWRITE DATA USING BIN_PACK", "VACUUM lake.events"]));
    await expect(compactTable(scene.athena, { database: "lake", table: 'a"b', runId: "1" })).rejects.toThrow("table: expected a name that needs no quotes");
  });

  test("budget: importing the entry loads no SDK, and one file names it", async () => {
    const { metafile } = await build({
      entryPoints: [fileURLToPath(new URL("../src/athena.ts", import.meta.url))],
      bundle: true, platform: "node", format: "esm", write: false, metafile: true, conditions: ["@liftproof/source"], external: ["@aws-sdk/*", "@duckdb/*"],
    });
    const imports = Object.entries(metafile.inputs).flatMap(([path, input]) => input.imports.filter(({ path: name }) => /^@(?:aws-sdk|duckdb)\//u.test(name)).map(({ kind, path: name }) => [path.replace(/^.*\/src\//, ""), kind, name]));
    expect(imports.filter(([, kind]) => kind !== "dynamic-import")).toEqual([]);
    expect(imports.filter(([, , name]) => name?.startsWith("@aws-sdk/"))).toEqual([["athena/athena-sdk-wire.ts", "dynamic-import", "@aws-sdk/client-athena"]]);
  });
});
