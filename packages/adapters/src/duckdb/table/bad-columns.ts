import type { DuckDb } from "../connection.ts";
import type { Table } from "./table.ts";
import { BAD_VALUE } from "./stage-units.ts";
import type { UnitValue } from "./unit-metric.ts";

/** A column of a metric or covariate that holds cells which cannot be read. */
export interface BadColumn extends UnitValue {
  /** Such cells in rows that have a unit and an arm. */
  readonly cells: number;
  /** The first of them: its text, and its row, counted from 1 among rows that fit the header. Null when it is not there again. */
  readonly sample: { readonly text: string; readonly row: number } | null;
}

/** What a sample is cut to by the engine, so that a cell that holds a book is not read whole. */
const SAMPLE_CHARACTERS = 200;

/**
 * The columns with bad cells, each with the first of them.
 *
 * The staged table keeps no text, so the file is read again up to that row: a price paid by faulty files only.
 */
export async function badColumns(
  duckDb: DuckDb,
  table: Table,
  { values, badCells }: { readonly values: readonly UnitValue[]; readonly badCells: readonly number[] },
): Promise<readonly BadColumn[]> {
  const columns: BadColumn[] = [];
  for (const [index, value] of values.entries()) {
    const cells = badCells[index] ?? 0;
    if (cells > 0) columns.push({ ...value, cells, sample: await sampleOf(duckDb, table, { index, column: value.column }) });
  }
  return columns;
}

async function sampleOf(duckDb: DuckDb, table: Table, { index, column }: { readonly index: number; readonly column: string }): Promise<BadColumn["sample"]> {
  const [first] = await duckDb.all(`SELECT min(rowid) AS place FROM staged WHERE rejection = ${BAD_VALUE} AND bad & ${1n << BigInt(index)} <> 0`);
  const place = Number(first?.["place"]);
  const [row] = await duckDb.all(`SELECT left(${table.column(column)}, ${SAMPLE_CHARACTERS}) AS text FROM ${table.relation} LIMIT 1 OFFSET ${place}`);
  await table.skippedRows();
  const text = row?.["text"];
  return typeof text === "string" ? { text, row: place + 1 } : null;
}
