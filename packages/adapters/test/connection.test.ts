import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, describe, expect, test } from "vitest";
import { AdapterError, openDuckDb, pathLiteral, quoteIdentifier, textLiteral } from "@liftproof/adapters/duckdb";

const folder = mkdtempSync(join(tmpdir(), "liftproof-test-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("DuckDB connection", () => {
  test("edge: a file named lake.duckdb may hold a schema named lake", async () => {
    const path = join(folder, "lake.duckdb");
    const first = await openDuckDb({ path, threads: 1 });
    await first.run("CREATE SCHEMA lake; CREATE TABLE lake.events (event_id VARCHAR, at_us BIGINT, amount HUGEINT)");
    const appender = await first.appender("lake", "events");
    appender.append(["e1", 1_700_000_000_000_000, 2n ** 90n]);
    appender.append([null, null, null]);
    appender.close();
    await first.close();

    const second = await openDuckDb({ path, readOnly: true, threads: 1 });
    expect(await second.all("SELECT * FROM lake.events ORDER BY event_id NULLS LAST")).toEqual([
      { event_id: "e1", at_us: 1_700_000_000_000_000n, amount: 2n ** 90n },
      { event_id: null, at_us: null, amount: null },
    ]);
    await expect(second.run("DELETE FROM lake.events")).rejects.toMatchObject({ code: "denied" });
    await second.close();
  });

  test("example: a long statement says how far it is, an idle connection nothing", async () => {
    const database = await openDuckDb({ threads: 1 });
    await database.run("CREATE TABLE numbers AS SELECT range AS n FROM range(3000000)");
    const shares: (number | null)[] = [];
    const work = database.all("SELECT count(DISTINCT md5(CAST(n AS VARCHAR))) AS n FROM numbers");
    let going = true;
    const watch = (): void => {
      if (!going) return;
      shares.push(database.progressShare());
      setImmediate(watch);
    };
    watch();
    await work;
    going = false;
    expect(shares.filter((share) => share !== null).every((share) => share >= 0 && share <= 1)).toBe(true);
    expect(shares.some((share) => share !== null)).toBe(true);
    await database.close();
  });

  test("law: any text passes through a literal and a parameter unchanged", async () => {
    const database = await openDuckDb({ threads: 1 });
    const words = fc.oneof(fc.string({ unit: "grapheme" }), fc.constantFrom("'; DROP TABLE t; --", '"', "\\'", "$1", "é😀\u2028"));
    await fc.assert(
      fc.asyncProperty(words, async (word) => {
        const text = word.replaceAll("\u0000", "");
        expect(await database.all(`SELECT ${textLiteral(text)} AS a, $1 AS b, 1 AS ${quoteIdentifier(`x${text}`)}`, [text])).toEqual([
          { a: text, b: text, [`x${text}`]: 1 },
        ]);
      }),
      { numRuns: 100 },
    );
    await database.close();
  });

  test("law: a text with U+FEFF anywhere comes back unchanged, however it went in and is read", async () => {
    const database = await openDuckDb({ threads: 1 });
    await database.run("CREATE TABLE main.texts (place BIGINT, text VARCHAR)");
    const part = fc.string({ unit: fc.constantFrom("\ufeff", "\ufffe", "a", "é", "😀"), maxLength: 16 });
    const texts = ["", "\ufeff", "\ufeff\ufeff", "ï»¿", ...fc.sample(part, { numRuns: 3000, seed: 7 })];
    const appender = await database.appender("main", "texts");
    texts.forEach((text, at) => appender.append([at, text]));
    appender.append([texts.length, null]);
    appender.close();
    const expected = [...texts, null];
    expect(texts.filter((text) => text.startsWith("\ufeff")).length).toBeGreaterThan(300);
    expect((await database.all("SELECT text FROM main.texts ORDER BY place")).map((row) => row["text"])).toEqual(expected);
    const streamed: unknown[] = [];
    for await (const rows of database.stream("SELECT place, text FROM main.texts ORDER BY place")) streamed.push(...rows.map(([, text]) => text));
    expect(streamed).toEqual(expected);
    expect(await database.all(`SELECT $1 AS bound, ${textLiteral("\ufeffid")} AS written`, ["\ufeffid"])).toEqual([{ bound: "\ufeffid", written: "\ufeffid" }]);
    await database.close();
  });

  test("edge: a column may be called __proto__, constructor or toString, and may stand twice", async () => {
    const database = await openDuckDb({ threads: 1 });
    const [row] = await database.all('SELECT 1 AS "__proto__", 2 AS "constructor", NULL AS "toString", 3 AS a, 4 AS a');
    expect(Object.entries(row ?? {})).toEqual([["__proto__", 1], ["constructor", 2], ["toString", null], ["a", 3], ["a:1", 4]]);
    expect(Object.getPrototypeOf(row)).toBe(Object.prototype);
    await database.close();
  });

  test("edge: a path with glob signs means that file and no other", async () => {
    for (const name of ["x1.csv", "x[1].csv", "a*b?.csv", "aXbY.csv", "it's]1[.csv"]) writeFileSync(join(folder, name), `name\n${name.replaceAll("'", "")}\n`);
    const database = await openDuckDb({ threads: 1 });
    for (const name of ["x1.csv", "x[1].csv", "a*b?.csv", "it's]1[.csv"]) {
      const rows = await database.all(`SELECT name FROM read_csv(${pathLiteral(join(folder, name))}, header = true, delim = ',', columns = {'name': 'VARCHAR'})`);
      expect(rows).toEqual([{ name: name.replaceAll("'", "") }]);
    }
    await database.close();
  });

  test("edge: time is UTC and text with an offset keeps its instant", async () => {
    const database = await openDuckDb({ threads: 1 });
    expect(await database.all("SELECT epoch_us(CAST('2026-01-01T02:00:00+02:00' AS TIMESTAMPTZ)) AS us, current_setting('TimeZone') AS zone")).toEqual([
      { us: 1_767_225_600_000_000n, zone: "UTC" },
    ]);
    await database.close();
  });

  test("law: a stream gives every row in batches", async () => {
    const database = await openDuckDb({ threads: 1 });
    let rows = 0;
    for await (const batch of database.stream("SELECT i, 'v' || i FROM range(10000) t(i) ORDER BY i")) {
      expect(batch[0]).toEqual([BigInt(rows), `v${rows}`]);
      rows += batch.length;
    }
    expect(rows).toBe(10_000);
    await database.close();
  });

  test("edge: a failure has a code, says what to do and keeps data out of its message", async () => {
    const database = await openDuckDb({ threads: 1 });
    const conversion = await database.run("SELECT CAST('secret@example.com' AS INTEGER)").catch((error: unknown) => error);
    expect(conversion).toBeInstanceOf(AdapterError);
    expect(conversion).toMatchObject({ code: "bad_data", retryable: false });
    expect(String(conversion)).not.toContain("secret@");
    await expect(openDuckDb({ path: join(folder, "none", "x.duckdb") })).rejects.toMatchObject({ code: "not_found" });
    writeFileSync(join(folder, "junk.duckdb"), "this is no database".repeat(1000));
    await expect(openDuckDb({ path: join(folder, "junk.duckdb") })).rejects.toMatchObject({
      code: "corrupt",
      message: expect.stringMatching(/expected a lake \(a DuckDB file\), got another kind of file; check the path$/) as string,
    });
    await expect(openDuckDb({ path: join(folder, "junk.duckdb") })).rejects.not.toThrow(/delete|remove/i);
    await database.close();
    await expect(database.all("SELECT 1")).rejects.toMatchObject({ code: "failed" });
  });

  test("edge: a running statement can be interrupted and the connection goes on", async () => {
    const database = await openDuckDb({ threads: 1 });
    const long = database.run("SELECT count(*) FROM range(100000) a, range(100000) b, range(100000) c WHERE hash(a.range, b.range) % 7 = c.range");
    const stopped = expect(long).rejects.toMatchObject({ code: "interrupted", retryable: true });
    database.interrupt();
    const again = setInterval(() => database.interrupt(), 5);
    await stopped;
    clearInterval(again);
    expect(await database.all("SELECT 1 AS one")).toEqual([{ one: 1 }]);
    await database.close();
  });

  test("edge: a list in a result is refused with the remedy", async () => {
    const database = await openDuckDb({ threads: 1 });
    await expect(database.all("SELECT [1, 2] AS xs")).rejects.toThrow("to_json");
    expect(await database.all("SELECT to_json([1, 2])::VARCHAR AS xs")).toEqual([{ xs: "[1,2]" }]);
    await database.close();
  });
});
