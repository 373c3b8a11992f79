import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openDuckDb, readCells } from "../../src/duckdb.ts";
import type { CellRow, DuckDb } from "../../src/duckdb.ts";

let folder: string;
let duckDb: DuckDb;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "liftproof-cells-test-"));
  duckDb = await openDuckDb();
});

afterAll(async () => {
  await duckDb.close();
  rmSync(folder, { recursive: true });
});

async function cellsOf(content: string, columns: readonly string[]): Promise<{ cells: CellRow[]; numbers: number[]; rows: number; unreadable: number; firstUnreadable: unknown }> {
  const path = join(folder, "cells.csv");
  writeFileSync(path, content);
  const cells: CellRow[] = [];
  const numbers: number[] = [];
  const read = await readCells(duckDb, { path, columns }, (row, number) => {
    cells.push(row);
    numbers.push(number);
  });
  return { cells, numbers, ...read };
}

const cell = fc.oneof(fc.string({ unit: "grapheme", maxLength: 8 }), fc.constantFrom("", '"', ",", ";", "a\nb", "a\r\nb", " x ", "007")).filter((text) => !text.includes("\u0000"));

test("law: whatever a cell holds comes back as the same text, in the order of the file", async () => {
  const quote = (text: string): string => `"${text.replaceAll('"', '""')}"`;
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 30 }),
      fc.constantFrom(",", ";", "\t"),
      fc.constantFrom("\n", "\r\n"),
      async (rows, delimiter, newline) => {
        const lines = [["x", "y, z"], ...rows].map((cells) => cells.map(quote).join(delimiter));
        const { cells } = await cellsOf(lines.join(newline), ["y, z", "x"]);
        expect(cells).toEqual(rows.map(([x, y]) => [y === "" ? null : y, x === "" ? null : x]));
      },
    ),
    { numRuns: 40 },
  );
});

test("law: rows that end in a line feed and rows that end in both are read alike, with line ends in quotes kept", async () => {
  const quote = (text: string): string => (/[",;\s]/u.test(text) || text === "" ? `"${text.replaceAll('"', '""')}"` : text);
  const end = fc.constantFrom("\n", "\r\n");
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.record({ cells: fc.tuple(fc.stringMatching(/^[a-z]{1,4}$/u), cell), end, quoted: fc.boolean() }), { minLength: 1, maxLength: 30 }),
      fc.constantFrom(",", ";", "\t"),
      fc.tuple(end, fc.constantFrom("", "\ufeff"), fc.boolean()),
      async (rows, delimiter, [headEnd, mark, lastEnd]) => {
        const lines = rows.map(({ cells: [x, y], end: own, quoted }) => [quoted ? `"${x}"` : x, quote(y)].join(delimiter) + own).join("");
        const read = await cellsOf(`${mark}"x"${delimiter}"y, z"${headEnd}${lastEnd ? lines : lines.trimEnd()}`, ["x", "y, z"]);
        expect(read.cells).toEqual(rows.map(({ cells: [x, y] }) => [x, y === "" ? null : y]));
        expect([read.rows, read.unreadable]).toEqual([rows.length, 0]);
      },
    ),
    { numRuns: 60 },
  );
});

test("law: rows with a quote nobody closed are set aside alone, whatever rows stand around them", async () => {
  const quoted = fc.record({ text: fc.stringMatching(/^[a-z]{0,3}$/u), quoted: fc.boolean() }).map(({ text, quoted }) => ({ text, written: quoted ? `"${text}"` : text }));
  const row = fc.record({ x: quoted, y: quoted, brokenAt: fc.option(fc.constantFrom(0, 1), { freq: 3 }) });
  await fc.assert(
    fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 30 }), fc.constantFrom("\n", "\r\n"), fc.boolean(), async (rows, end, lastEnd) => {
      const lines = rows.map(({ x, y, brokenAt }, n) => [`${n}`, ...[x, y].map(({ text, written }, at) => (at === brokenAt ? `"${text}z` : written))].join(","));
      const read = await cellsOf(["n,x,y", ...lines].join(end) + (lastEnd ? end : ""), ["n", "x", "y"]);
      const sound = rows.flatMap(({ x, y, brokenAt }, n) => (brokenAt === null ? [[`${n}`, x.text || null, y.text || null]] : []));
      expect(read.cells).toEqual(sound);
      expect([read.rows, read.unreadable]).toEqual([rows.length, rows.length - sound.length]);
    }),
    { numRuns: 100 },
  );
});

test("edge: a quote that reaches over pieces and the longest record costs its row, and a cell as long as that stays", async () => {
  const lines = Array.from({ length: 300_000 }, (_, n) => (n === 7 || n === 150_000 ? `${n},"y` : `${n},""`));
  expect(await cellsOf(`x,y\n${lines.join("\n")}\n`, ["x"])).toMatchObject({ rows: 300_000, unreadable: 2 });
  for (const end of ["\n", "\r\n"]) {
    const tooLong = [`2,${"b".repeat(3_000_000)}`, `2,"${"b".repeat(3_000_000)}`, `2,"${"b".repeat((1 << 21) - 16)}`];
    expect(await cellsOf(["x,y", '1,"a"', ...tooLong, '3,"c"'].join(end), ["x"])).toMatchObject({ cells: [["1"], ["3"]], rows: 5, unreadable: 3 });
  }
  await expect(cellsOf(`x,${"y".repeat(3_000_000)}\n1,"2"\n`, ["x"])).rejects.toMatchObject({ code: "bad_data", message: expect.stringMatching(/line 1: expected a header, got more than 2000000 bytes/u) });
  const long = `${"a\n".repeat(900_000)}`;
  const { cells, unreadable } = await cellsOf(`x,y\n1,"${long}"\n2,"b"\n`, ["y"]);
  expect([cells.map(([y]) => y?.length), unreadable]).toEqual([[1_800_000, 1], 0]);
});

test("edge: one line of another end among a hundred thousand loses no row, and rows that do not fit are still counted", async () => {
  const lines = Array.from({ length: 100_000 }, (_, row) => `${row},"${row % 2 === 0 ? "a\nb" : "c\r\nd"}"${row === 70_001 ? "\n" : "\r\n"}`);
  const { cells, rows, unreadable } = await cellsOf(`x,y\r\n${lines.join("")}1,2,3\r\n4\n`, ["x", "y"]);
  expect([rows, unreadable]).toEqual([100_002, 2]);
  expect(cells.map(([x]) => Number(x))).toEqual(Array.from({ length: 100_000 }, (_, row) => row));
  expect([cells[70_000], cells[70_001]]).toEqual([["70000", "a\nb"], ["70001", "c\r\nd"]]);
});

test("edge: carriage returns alone end every line, or are refused by line", async () => {
  expect((await cellsOf('x,y\r1,"a\nb"\r3,4\r', ["y"])).cells).toEqual([["a\nb"], ["4"]]);
  for (const content of ['x,y\n"1\n",2\n3,4\r5\n', 'x,y\r\n"1\n",2\r\n3,4\r5\r\n']) {
    await expect(cellsOf(content, ["x"])).rejects.toMatchObject({ code: "bad_data", message: expect.stringMatching(/cells\.csv: .* got a carriage return alone on line 4; put that cell in quotes/u) });
  }
});

test("edge: rows that do not fit the header are counted and not numbered", async () => {
  expect(await cellsOf("x,y\n1,2\n3\n4,5\n", ["x"])).toEqual({ cells: [["1"], ["4"]], numbers: [1, 2], rows: 3, unreadable: 1, firstUnreadable: { place: "line", number: 3 } });
});

test("edge: the first row that is none is told by its line, whatever stands above it", async () => {
  for (const end of ["\n", "\r\n"]) {
    for (const mark of ["", "\ufeff"]) {
      const lineOf = async (...lines: readonly string[]): Promise<unknown> => (await cellsOf(mark + ["sep=,", "x,y", "1,2", ...lines].join(end), ["x"])).firstUnreadable;
      const at = (number: number): unknown => ({ place: "line", number });
      expect([await lineOf("3,4"), await lineOf("3"), await lineOf('"a\nb",2', "3", "4"), await lineOf("", "3,4,5")]).toEqual([null, at(4), at(6), at(5)]);
      // A line with a broken quote is taken out before the rows are read.
      expect([await lineOf('3,"4', "5,6"), await lineOf("3", '4,"5', "6,7"), await lineOf('"a\nb",2', '3,"4', "5", "6,7")]).toEqual([at(4), at(4), at(6)]);
    }
  }
  const path = join(folder, "broken.ndjson");
  writeFileSync(path, '{"x":1}\n\n{"x":2}\n{x\n{"x":3}\n');
  expect((await readCells(duckDb, { path, columns: ["x"] }, () => {})).firstUnreadable).toEqual({ place: "row", number: 3 });
});

test("edge: an optional JSON key is read wherever it stands", async () => {
  const path = join(folder, "optional.ndjson");
  const filler = "x".repeat(700_000);
  writeFileSync(path, [{ id: 1, filler }, { id: 2, filler }, { id: 3, currency: "EUR" }].map((line) => JSON.stringify(line)).join("\n"));
  const cells: CellRow[] = [];
  await readCells(duckDb, { path, columns: ["id"], optional: ["currency", "nowhere"] }, (row) => cells.push(row));
  expect(cells).toEqual([["1", null, null], ["2", null, null], ["3", "EUR", null]]);
});
