import { losslessSelect } from "@liftproof/adapters/athena";
import type { Athena, AthenaColumn, AthenaParameter, AthenaRow } from "@liftproof/adapters/athena";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { startAthena } from "./start-athena.ts";

async function rowsOf(athena: Athena, sql: string, options: { readonly parameters?: readonly AthenaParameter[]; readonly columns?: readonly AthenaColumn[] } = {}): Promise<readonly AthenaRow[]> {
  const all: AthenaRow[] = [];
  for await (const row of (await athena.run(sql, options)).rows) all.push(row);
  return all;
}

describe("values through Athena", () => {
  test("law: any text, whole number, double, instant and flag comes back as it was given as a parameter", async () => {
    const { athena } = await startAthena();
    const text = fc.string({ unit: "binary", maxLength: 12 }).filter((value) => value.isWellFormed() && !value.includes("\0"));
    const given = fc.tuple(fc.oneof(text, fc.constantFrom("", "null", "{a=b, c=d}", "x' OR '1'='1", "?", "-- ?", "\u{1F600}\u00e9", "a\nb\r\tc\\")), fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }), fc.double({ noNaN: true, noDefaultInfinity: true }), fc.integer({ min: -5e15, max: 8e15 }), fc.boolean(), fc.maxSafeInteger());
    const values = fc.sample(given, { numRuns: 150, seed: 11 });
    const columns = ["id", "t", "b", "d", "at", "f", "n"];
    const sql = `SELECT * FROM (VALUES ${values.map((_, at) => `(${at}, CAST(? AS varchar), ?, ?, ?, ?, CAST(? AS bigint))`).join(", ")}) AS v (${columns.join(", ")}) ORDER BY id`;
    const rows = await rowsOf(athena, sql, { parameters: values.flatMap(([t, b, d, at, f, n]): AthenaParameter[] => [t, b, Number.isInteger(d) ? Number(`${d}`) + 0.5 : d, { timestampUs: at }, f, n]) });
    expect(rows).toHaveLength(values.length);
    for (const [at, [t, b, d, us, f, n]] of values.entries()) {
      expect(rows[at]).toEqual({ id: at, t, b, d: Number.isInteger(d) ? Number(`${d}`) + 0.5 : d, at: us, f, n: BigInt(n) });
    }
  });

  test("law: maps, lists and rows with any text in them come back whole, and null is not the empty text", async () => {
    const { athena } = await startAthena();
    const text = fc.oneof(fc.constantFrom("", "a=b", "a, b", "{k=v}", "\"", "\\", "null", "]", "\u{1F600}", "\n"), fc.string({ unit: "grapheme", maxLength: 6 }).filter((value) => value.isWellFormed() && !value.includes("\0")));
    const maps = fc.sample(fc.uniqueArray(fc.tuple(text, fc.option(text)), { maxLength: 4, selector: ([key]) => key }), { numRuns: 60, seed: 12 });
    const columns: readonly AthenaColumn[] = [{ name: "id", type: "int" }, { name: "m", type: { map: "string" } }, { name: "l", type: { list: "string" } }];
    const sql = `SELECT * FROM (VALUES ${maps.map((entries, at) => `(${at}, map(CAST(ARRAY[${entries.map(() => "?").join(", ")}] AS array(varchar)), CAST(ARRAY[${entries.map(() => "?").join(", ")}] AS array(varchar))), CAST(ARRAY[${entries.map(() => "?").join(", ")}] AS array(varchar)))`).join(", ")}) AS v (id, m, l)`;
    const parameters = maps.flatMap((entries) => [...entries.map(([key]) => key), ...entries.map(([, value]) => value), ...entries.map(([, value]) => value)]);
    const rows = await rowsOf(athena, losslessSelect(sql, { columns, orderBy: [{ column: "id" }] }), { columns, parameters });
    for (const [at, entries] of maps.entries()) expect(rows[at]).toEqual({ id: at, m: new Map(entries), l: entries.map(([, value]) => value) });
  });

  test("vector: every type of a lake keeps every digit, in lists, maps and rows too", async () => {
    const { athena } = await startAthena();
    const columns: readonly AthenaColumn[] = [
      { name: "none", type: "string" }, { name: "empty", type: "string" }, { name: "big", type: "bigint" }, { name: "whole", type: "whole" }, { name: "price", type: "whole" }, { name: "real", type: "real" }, { name: "at", type: "timestamp" }, { name: "day", type: "date" }, { name: "bytes", type: "bytes" }, { name: "none_map", type: { map: "string" } },
      { name: "bigs", type: { list: "bigint" } }, { name: "instants", type: { map: "timestamp" } },
      { name: "pair", type: { row: [{ name: "name", type: "string" }, { name: "sum", type: "whole" }, { name: "deep", type: { list: { row: [{ name: "b", type: "bytes" }, { name: "f", type: "boolean" }] } } }] } },
      { name: "none_row", type: { row: [{ name: "a", type: "bigint" }] } },
    ];
    const sql = `SELECT CAST(NULL AS varchar) AS none, '' AS empty, 9223372036854775807 AS big, CAST('-99999999999999999999999999999999999999' AS decimal(38, 0)) AS whole, DECIMAL '12.50' AS price, 4.9E-324 AS real,
TIMESTAMP '2026-02-28 23:59:59.999999' AS at, DATE '2026-02-28' AS day, X'00ff3d2c' AS bytes, CAST(NULL AS map(varchar, varchar)) AS none_map,
ARRAY[9007199254740993, NULL, -9223372036854775807] AS bigs, map(ARRAY['a=b, c'], ARRAY[TIMESTAMP '1969-12-31 23:59:59.000001']) AS instants,
CAST(ROW('a, b=c', DECIMAL '1.10', ARRAY[ROW(X'3d', true), NULL]) AS ROW(name varchar, sum decimal(3, 2), deep array(ROW(b varbinary, f boolean)))) AS pair, CAST(NULL AS ROW(a bigint)) AS none_row`;
    expect(await rowsOf(athena, losslessSelect(sql, { columns }), { columns })).toEqual([{
      none: null, empty: "", big: 9_223_372_036_854_775_807n, whole: "-99999999999999999999999999999999999999", price: "12.50", real: 5e-324, at: Date.UTC(2026, 1, 28, 23, 59, 59) * 1000 + 999_999, day: "2026-02-28", bytes: Uint8Array.of(0, 255, 61, 44), none_map: null,
      bigs: [9_007_199_254_740_993n, null, -9_223_372_036_854_775_807n], instants: new Map([["a=b, c", -999_999]]),
      pair: { name: "a, b=c", sum: "1.10", deep: [{ b: Uint8Array.of(61), f: true }, null] }, none_row: null,
    }]);
    await expect(rowsOf(athena, "SELECT map(ARRAY['a=b'], ARRAY['c']) AS m")).rejects.toThrow("column m: expected a type whose text can be read back, got map; project it as JSON with losslessSelect");
    const [special] = await rowsOf(athena, "SELECT nan() AS n, infinity() AS i, CAST(-0E0 AS double) AS z, X'' AS b, true AS t, CAST(1 AS tinyint) AS s");
    expect(special).toEqual({ n: Number.NaN, i: Infinity, z: -0, b: new Uint8Array(0), t: true, s: 1 });
  });

  test("law: rows come in order past many pages", async () => {
    const { athena, server } = await startAthena();
    const rows = await rowsOf(athena, "SELECT a, CASE WHEN a % 7 = 0 THEN NULL WHEN a % 7 = 1 THEN '' ELSE 'a' END AS t FROM (SELECT x * 100 + y AS a FROM UNNEST(sequence(0, 44)) AS l (x) CROSS JOIN UNNEST(sequence(0, 99)) AS r (y)) AS q ORDER BY a");
    expect(rows).toEqual(Array.from({ length: 4500 }, (_, a) => ({ a: BigInt(a), t: a % 7 === 0 ? null : a % 7 === 1 ? "" : "a" })));
    expect(server.requests.filter((name) => name === "GetQueryResults")).toHaveLength(5);
  });
});
