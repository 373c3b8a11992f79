import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { jointMomentsOf } from "@liftproof/estimators";
import { compareCodePoints } from "@liftproof/events";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openDuckDb, readUnitMoments } from "../../src/duckdb.ts";
import type { DuckDb, UnitMoments, UnitMomentsOptions } from "../../src/duckdb.ts";

let folder: string;
let one: DuckDb;
let two: DuckDb;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "liftproof-table-test-"));
  one = await openDuckDb({ threads: 1 });
  two = await openDuckDb({ threads: 2 });
});

afterAll(async () => {
  await one.close();
  await two.close();
  rmSync(folder, { recursive: true });
});

function write(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

const metrics: UnitMomentsOptions["metrics"] = [
  { metric: "kept", kind: "rate", column: "kept" },
  { metric: "spend", kind: "mean", column: "spend", covariates: ["before"] },
  { metric: "aov", kind: "ratio", numerator: "spend", denominator: "orders" },
];

function read(path: string, options: Partial<UnitMomentsOptions> = {}): Promise<UnitMoments> {
  return readUnitMoments(two, { path, unit: "id", arm: "arm", metrics, ...options });
}

interface Row {
  readonly id: string;
  readonly arm: string;
  readonly kept: string;
  readonly spend: string;
  readonly orders: string;
  readonly before: string;
}

const row: fc.Arbitrary<Row> = fc.record({
  id: fc.oneof({ weight: 6, arbitrary: fc.integer({ min: 1, max: 25 }).map(String) }, fc.constantFrom("", "3,69673E+15", "3.69673E+15", "0001", "ü;\n\"x\"")),
  arm: fc.oneof({ weight: 8, arbitrary: fc.constantFrom("a", "b") }, fc.constantFrom("", "__proto__")),
  kept: fc.constantFrom("true", "FALSE", "t", "f", "Yes", "no", "1", "0", "", "maybe"),
  spend: fc.oneof({ weight: 6, arbitrary: fc.double({ min: -1e6, max: 1e9, noNaN: true }).map(String) }, fc.constantFrom("", "1,5", "nan", "12.50", "1_000")),
  orders: fc.oneof({ weight: 6, arbitrary: fc.nat(9).map(String) }, fc.constantFrom("", "x")),
  before: fc.double({ min: -50, max: 50, noNaN: true }).map(String),
});

function csv(rows: readonly Row[], { delimiter = ",", newline = "\n", mark = "" } = {}): string {
  const quote = (cell: string): string => (/[",;\t\n\r]/u.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
  const names = ["id", "arm", "kept", "spend", "orders", "before"] as const;
  return `${mark}${[names.join(delimiter), ...rows.map((cells) => names.map((name) => quote(cells[name])).join(delimiter))].join(newline)}${newline}`;
}

function reach(rows: readonly Row[], name: "spend" | "before"): number {
  return Math.max(...rows.map((cells) => Math.abs(Number(cells[name]))).filter((value) => Number.isFinite(value)), 0);
}

function ndjson(rows: readonly Row[]): string {
  return rows.map((cells) => `${JSON.stringify(cells)}\n`).join("");
}

/** The rules of the reader said again over an array. */
function expected(rows: readonly Row[]): Pick<UnitMoments, "arms" | "droppedUnits" | "rows"> & { spend: Map<string, number[][]> } {
  const number = (text: string): number | null | "bad" => (text.trim() === "" ? null : /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/iu.test(text) ? Number(text) : "bad");
  const rejected = new Map<string, number>();
  const add = (reason: string): unknown => rejected.set(reason, (rejected.get(reason) ?? 0) + 1);
  const units = new Map<string, { arms: Set<string>; rows: Row[] }>();
  for (const cells of rows) {
    const bad = [cells.spend, cells.orders, cells.before].some((cell) => number(cell) === "bad") || cells.kept === "maybe";
    if (cells.id === "") add("missing_unit");
    else if (/E\+/u.test(cells.id)) add("damaged_id");
    else if (cells.arm === "") add("missing_arm");
    else {
      const unit = units.get(cells.id) ?? { arms: new Set(), rows: [] };
      units.set(cells.id, unit);
      unit.arms.add(cells.arm);
      if (bad) add("bad_value");
      else unit.rows.push(cells);
    }
  }
  const dropped = new Map<string, number>();
  const arms = new Map<string, number>();
  const spend = new Map<string, number[][]>();
  let used = 0;
  for (const unit of units.values()) {
    const [first] = unit.rows;
    if (unit.arms.size > 1) {
      dropped.set("crossover", (dropped.get("crossover") ?? 0) + 1);
      for (const _ of unit.rows) add("crossover");
    } else if (first === undefined) dropped.set("bad_value", (dropped.get("bad_value") ?? 0) + 1);
    else {
      used++;
      arms.set(first.arm, (arms.get(first.arm) ?? 0) + 1);
      for (const _ of unit.rows.slice(1)) add("repeated");
      const value = number(first.spend);
      if (typeof value === "number") spend.set(first.arm, [...(spend.get(first.arm) ?? []), [value, Number(first.before)]]);
    }
  }
  return {
    arms: [...arms].sort(([left], [right]) => compareCodePoints(left, right)).map(([arm, count]) => ({ arm, units: count })),
    droppedUnits: Object.fromEntries(dropped),
    rows: { read: rows.length, used, rejected: Object.fromEntries(rejected) },
    spend,
  };
}

describe("read unit moments", () => {
  test("law: units, reasons and moments are those of the same rules over an array, whatever the format", async () => {
    let file = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 60 }), async (rows) => {
        file++;
        const { spend, ...counts } = expected(rows);
        const fromCsv = await read(write(`${file}.csv`, csv(rows)));
        expect({ arms: fromCsv.arms, droppedUnits: fromCsv.droppedUnits, rows: fromCsv.rows }).toEqual(counts);
        for (const [arm, pairs] of spend) {
          const moments = fromCsv.metrics[1]?.moments[arm];
          const truth = jointMomentsOf(pairs, 2);
          expect(moments?.count).toBe(truth.count);
          const tolerance = Math.sqrt((truth.crossProducts[0]?.[0] ?? 0) * (truth.crossProducts[1]?.[1] ?? 0));
          // A column keeps 50 bits of its range in the whole file, which may be far wider than that of one arm.
          const rounding = rows.length * 2 ** -48 * reach(rows, "spend") * reach(rows, "before");
          expect(Math.abs((moments?.crossProducts[0]?.[1] ?? 0) - (truth.crossProducts[0]?.[1] ?? 0))).toBeLessThanOrEqual(1e-9 + 1e-9 * tolerance + rounding);
        }
        expect(await read(write(`${file}.ndjson`, ndjson(rows)))).toEqual(fromCsv);
        expect(await read(write(`${file}.csv.gz`, gzipSync(csv(rows, { delimiter: ";", newline: "\r\n", mark: "\ufeff" }))))).toEqual(fromCsv);
      }),
      { numRuns: 25 },
    );
  });

  test("law: every row is used or rejected under one reason", async () => {
    let file = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 40 }), fc.constantFrom("first" as const, "sum" as const), async (rows, repeat) => {
        file++;
        const { rows: counts } = await read(write(`c${file}.csv`, csv(rows)), { repeat });
        const rejected = Object.values(counts.rejected).reduce((sum, n) => sum + n, 0);
        expect(counts.used + rejected).toBe(rows.length);
      }),
      { numRuns: 20 },
    );
  });

  test("law: the number of threads changes no bit of the result", async () => {
    const lines = Array.from({ length: 60_000 }, (_, n) => `u${n % 55_000},${n % 55_000 % 2 === 0 ? "a" : "b"},${n % 3 === 0},${Math.sqrt(n) * 1e5 - 7},${n % 4},${Math.sin(n)}`);
    const path = write("threads.csv", `id,arm,kept,spend,orders,before\n${lines.join("\n")}`);
    const options = { path, unit: "id", arm: "arm", metrics } as const;
    expect(await readUnitMoments(one, options)).toEqual(await readUnitMoments(two, options));
    expect(await readUnitMoments(one, { ...options, repeat: "sum" })).toEqual(await readUnitMoments(two, { ...options, repeat: "sum" }));
  });

  test("example: amounts in cents and counts around a billion keep their exact moments", async () => {
    const amounts = ["1000000004.01", "1000000007.01", "1000000013.01", "1000000016.01"];
    const path = write("exact.csv", `id,arm,spend\n${amounts.map((amount, id) => `${id},a,${amount}`).join("\n")}`);
    const { metrics: [spend] } = await read(path, { metrics: [{ metric: "spend", kind: "mean", column: "spend" }] });
    expect(spend?.moments["a"]).toEqual({ count: 4, means: [1000000010.01], crossProducts: [[90]] });
  });

  test("edge: a column of many decimals may lie around a whole number below zero", async () => {
    const path = write("below-zero.csv", `id,arm,spend\n1,a,-1000000\n2,a,${-1 / 3}\n3,a,${1 / 3}\n4,a,0\n`);
    const { metrics: [spend] } = await read(path, { metrics: [{ metric: "spend", kind: "mean", column: "spend" }] });
    expect(spend?.moments["a"]?.means[0]).toBeCloseTo(-250_000, 6);
    const whole = write("below-zero-whole.csv", "id,arm,spend\n1,a,-1000000\n2,a,5e-324\n");
    expect((await read(whole, { metrics: [{ metric: "spend", kind: "mean", column: "spend" }] })).metrics[0]?.moments["a"]?.means[0]).toBeCloseTo(-500_000, 6);
  });

  test("example: with repeat sum, a unit's rows add up and its conversion counts once", async () => {
    const path = write("sum.csv", "id,arm,kept,spend\n1,a,1,2.5\n1,a,0,3.5\n1,a,1,\n2,a,0,4\n3,b,1,1\n3,a,1,1\n");
    const result = await read(path, { repeat: "sum", metrics: [{ metric: "kept", kind: "rate", column: "kept" }, { metric: "spend", kind: "mean", column: "spend" }] });
    expect(result.rows).toEqual({ read: 6, used: 4, rejected: { crossover: 2 } });
    expect(result.metrics[0]?.rates).toEqual({ a: { successes: 1, trials: 2 } });
    expect(result.metrics[1]?.moments["a"]).toEqual({ count: 2, means: [5], crossProducts: [[2]] });
  });

  test("example: an empty cell is missing for that metric only", async () => {
    const path = write("missing.csv", "id,arm,kept,spend\n1,a,1,\n2,a,,4\n3,b,1,1\n");
    const { metrics: [kept, spend], rows } = await read(path, { metrics: [{ metric: "kept", kind: "rate", column: "kept" }, { metric: "spend", kind: "mean", column: "spend" }] });
    expect([kept?.missingUnits, spend?.missingUnits, rows.used]).toEqual([1, 1, 3]);
  });

  test("example: a unit without history gets the grand mean and an indicator", async () => {
    const path = write("history.csv", "id,arm,spend,before\n1,a,1,10\n2,a,2,20\n3,b,3,\n4,b,4,30\n");
    const { metrics: [spend] } = await read(path, { metrics: [{ metric: "spend", kind: "mean", column: "spend", covariates: ["before"] }] });
    expect(spend?.moments["b"]?.means).toEqual([3.5, 25, 0.5]);
  });

  test("edge: announced arms without units count zero, other arms are unknown_arm", async () => {
    const path = write("arms.csv", "id,arm,kept\n1,a,1\n2,c,1\n");
    const result = await read(path, { arms: ["a", "b"], metrics: [{ metric: "kept", kind: "rate", column: "kept" }] });
    expect(result.arms).toEqual([{ arm: "a", units: 1 }, { arm: "b", units: 0 }]);
    expect(result.rows.rejected).toEqual({ unknown_arm: 1 });
  });

  test("edge: a decimal comma is a number only when it is asked for", async () => {
    const path = write("comma.csv", "id;arm;spend\n1;a;1,5\n2;a;2.5\n3;a;1.000,5\n");
    const asPoint = await read(path, { metrics: [{ metric: "spend", kind: "mean", column: "spend" }] });
    const asComma = await read(path, { decimal: ",", metrics: [{ metric: "spend", kind: "mean", column: "spend" }] });
    expect([asPoint.rows.rejected, asComma.rows.rejected]).toEqual([{ bad_value: 2 }, { bad_value: 2 }]);
    expect(asComma.metrics[0]?.moments["a"]?.means).toEqual([1.5]);
  });

  test("edge: a column with bad cells comes with the first of them and its row, counted among rows that fit the header", async () => {
    const path = write("bad.csv", `id,arm,kept,spend\n1,a,1,"7"\n2,a\n3,b,0,"1,5"\n4,b,maybe,\n,b,never,3\n5,b,maybe,${"9,".repeat(2)}\n`.replace("9,9,", '"9,9"'));
    const metrics = [{ metric: "kept", kind: "rate", column: "kept" }, { metric: "spend", kind: "mean", column: "spend" }] as const;
    expect((await read(path, { metrics })).badColumns).toEqual([
      { column: "kept", parse: "flag", cells: 2, sample: { text: "maybe", row: 3 } },
      { column: "spend", parse: "number", cells: 2, sample: { text: "1,5", row: 2 } },
    ]);
    const later = write("good.csv", "id,arm,kept,spend\n1,a,1,7\n");
    expect(await read(later, { metrics })).toMatchObject({ badColumns: [], rows: { read: 1 } });
  });

  test("edge: without a unit column every row is a unit of its own", async () => {
    const path = write("no-unit.csv", "arm,kept\na,1\na,0\nb,1\n");
    const result = await readUnitMoments(two, { path, arm: "arm", metrics: [{ metric: "kept", kind: "rate", column: "kept" }] });
    expect(result.arms).toEqual([{ arm: "a", units: 2 }, { arm: "b", units: 1 }]);
  });

  test("edge: rows of another width and malformed JSON lines are counted as unreadable", async () => {
    const only = { metrics: [{ metric: "kept", kind: "rate", column: "kept" }] } as const;
    const wide = await read(write("wide.csv", "id,arm,kept\n1,a,1\n2,a\n3,a,1,9\n4,b,0\n"), only);
    expect(wide.rows).toEqual({ read: 4, used: 2, rejected: { unreadable: 2 } });
    const broken = await read(write("broken.ndjson", '\ufeff{"id":1,"arm":"a","kept":true}\n{"id":2\n[1]\n{"id":4,"arm":"b","kept":null}\n'), only);
    expect(broken.rows).toEqual({ read: 4, used: 2, rejected: { unreadable: 2 } });
    expect(broken.metrics[0]?.missingUnits).toBe(1);
  });

  test("edge: a JSON key that is first seen far down is missing on the lines before", async () => {
    const filler = "x".repeat(1000);
    const lines = Array.from({ length: 2500 }, (_, id) => JSON.stringify({ id, arm: id % 2 === 0 ? "a" : "b", kept: 1, filler, ...(id < 2400 ? {} : { "~late/spend": id }) }));
    const path = write("late.ndjson", lines.join("\n"));
    const late: UnitMomentsOptions["metrics"] = [{ metric: "late", kind: "mean", column: "~late/spend" }];
    const { metrics: [spend], rows } = await read(path, { metrics: late });
    expect([spend?.missingUnits, spend?.moments["a"]?.count, spend?.moments["a"]?.means, rows.used]).toEqual([2400, 50, [2449], 2500]);
    await expect(read(path, { metrics: [{ metric: "late", kind: "mean", column: "~late/spent" }] })).rejects.toMatchObject({ code: "bad_data" });
  });

  test("edge: hostile file, column and arm names stay names", async () => {
    const column = `k"'); DROP TABLE staged; --`;
    const quoted = `"${column.replaceAll('"', '""')}"`;
    const path = write(`a'b[1]*?;--.csv`, `id,arm,${quoted}\n1,"a'; --",1\n2,__proto__,0\n`);
    write("ab1.csv", "id,arm,kept\n9,a,1\n");
    const hostile = { path, unit: "id", arm: "arm", metrics: [{ metric: "x'; --", kind: "rate", column }] } as const;
    const result = await readUnitMoments(two, hostile);
    expect(result.arms.map(({ arm }) => arm)).toEqual(["__proto__", "a'; --"]);
    expect(Object.keys(result.metrics[0]?.rates ?? {})).toEqual(["__proto__", "a'; --"]);
    expect(await readUnitMoments(two, { ...hostile, arms: ["a'; --", "__proto__"] })).toEqual(result);
    const json = write("hostile.ndjson", `${JSON.stringify({ id: 1, arm: "a'; --", [column]: 1 })}\n`);
    expect((await readUnitMoments(two, { ...hostile, path: json })).rows.used).toBe(1);
  });

  test("edge: Parquet columns of any type are read as their text", async () => {
    const path = join(folder, "typed.parquet");
    await two.run(`COPY (SELECT * FROM (VALUES (1, 'a', true, 2.5::DECIMAL(9,2)), (2, 'b', NULL, 3)) t(id, arm, kept, spend)) TO '${path}' (FORMAT parquet)`);
    const result = await read(path, { metrics: [{ metric: "kept", kind: "rate", column: "kept" }, { metric: "spend", kind: "mean", column: "spend" }] });
    expect(result.metrics[0]?.rates).toEqual({ a: { successes: 1, trials: 1 }, b: { successes: 0, trials: 0 } });
    expect(result.metrics[1]?.moments["a"]?.means).toEqual([2.5]);
  });
});

describe("files that cannot be read", () => {
  const whole = "id,arm,kept\n1,a,1\n2,b,0\n";

  test.each([
    ["a missing file", () => join(folder, "nowhere.csv"), "not_found", /check the path/u],
    ["a folder", () => folder, "bad_data", /got a folder; name one file/u],
    ["an empty file", () => write("empty.csv", ""), "bad_data", /got an empty file/u],
    ["an empty gzip file", () => write("empty.csv.gz", gzipSync("")), "bad_data", /got an empty file/u],
    ["a header without rows", () => write("header.csv", "id,arm,kept\n"), "bad_data", /expected rows under the header/u],
    ["a gzip file that breaks off", () => write("cut.csv.gz", gzipSync(whole.repeat(99)).subarray(0, 40)), "corrupt", /breaks off; copy or download it again/u],
    ["a gzip file with a flipped bit", () => write("flip.csv.gz", flipped(gzipSync(whole))), "corrupt", /damaged data/u],
    ["binary data", () => write("garbage.csv", Buffer.from([1, 2, 0, 3, 255])), "bad_data", /got binary data/u],
    ["UTF-16", () => write("wide.csv", Buffer.from(`\ufeff${whole}`, "utf16le")), "bad_data", /got UTF-16/u],
    ["Latin-1", () => write("latin.csv", Buffer.from("id,arm,kept\nü,a,1\n", "latin1")), "bad_data", /iconv/u],
    ["a JSON array", () => write("array.json", `[{"id":1}]`), "bad_data", /one JSON object per line/u],
    ["a file that is no Parquet", () => write("no.parquet", whole), "corrupt", /expected a Parquet file/u],
    ["a Parquet file that breaks off", () => write("cut.parquet", `PAR1${whole}`), "corrupt", /expected a whole Parquet file/u],
    ["a missing column", () => write("column.csv", "id,arm,kep\n1,a,1\n"), "bad_data", /expected a column "kept".*did you mean "kep"\?/u],
    ["a repeated column", () => write("twice.csv", "id,arm,kept,kept\n1,a,1,0\n"), "bad_data", /more than once/u],
  ] as const)("edge: %s is named, with what to do", async (_, path, code, message) => {
    const failure = readUnitMoments(two, { path: path(), unit: "id", arm: "arm", metrics: [{ metric: "kept", kind: "rate", column: "kept" }] });
    await expect(failure).rejects.toMatchObject({ name: "AdapterError", code, message: expect.stringMatching(message) });
  });

  function flipped(bytes: Uint8Array): Uint8Array {
    const copy = Buffer.from(bytes);
    copy.writeUInt8(copy.readUInt8(copy.length - 8) ^ 1, copy.length - 8);
    return copy;
  }
});
