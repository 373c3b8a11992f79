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

async function cellsOf(content: string, columns: readonly string[]): Promise<{ cells: CellRow[]; numbers: number[]; rows: number; unreadable: number }> {
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

test("edge: rows that do not fit the header are counted and not numbered", async () => {
  expect(await cellsOf("x,y\n1,2\n3\n4,5\n", ["x"])).toEqual({ cells: [["1"], ["4"]], numbers: [1, 2], rows: 3, unreadable: 1 });
});

test("edge: an optional JSON key is read wherever it stands", async () => {
  const path = join(folder, "optional.ndjson");
  const filler = "x".repeat(700_000);
  writeFileSync(path, [{ id: 1, filler }, { id: 2, filler }, { id: 3, currency: "EUR" }].map((line) => JSON.stringify(line)).join("\n"));
  const cells: CellRow[] = [];
  await readCells(duckDb, { path, columns: ["id"], optional: ["currency", "nowhere"] }, (row) => cells.push(row));
  expect(cells).toEqual([["1", null, null], ["2", null, null], ["3", "EUR", null]]);
});
