import { AdapterError } from "../../adapter-error.ts";
import type { DuckDb } from "../connection.ts";
import type { SqlValue } from "../sql-value.ts";
import { openTable } from "./open-table.ts";

/** A file, and the columns wanted of it. */
export interface CellsOptions {
  readonly path: string;
  /** What messages call the file. Default: the path. */
  readonly name?: string;
  /** Names as they stand in the file; each row gives its cells in this order. */
  readonly columns: readonly string[];
  /** Which of them hold ids: a number of JSON is read there as it is written. */
  readonly ids?: readonly string[];
  /** More columns, whose cells are null where the file has no such column; they come after `columns`. */
  readonly optional?: readonly string[];
  /** Called once before the first row with every name of the header: tells an absent column from one of empty cells. */
  readonly onHeader?: (columns: readonly string[]) => void;
  readonly tempDirectory?: string;
}

/** One row as text: `null` where the cell is empty. */
export type CellRow = readonly (string | null)[];

/** How many rows there were. */
export interface CellsRead {
  /** Every row under the header, readable or not. */
  readonly rows: number;
  /** Rows whose fields do not fit the header, and malformed JSON lines. */
  readonly unreadable: number;
  /** Where the first of them stands, counted from 1: in delimited text the line on which it begins, in JSON the row; `null` when every row is readable. */
  readonly firstUnreadable: { readonly place: "line" | "row"; readonly number: number } | null;
}

/**
 * Reads cells as text, row by row, in the order of the file.
 *
 * @param onRow - Called for each readable row with its number, counted from 1 among rows that fit the header.
 * @throws AdapterError when the file cannot be read, has no rows, or lacks a column.
 */
export async function readCells(
  duckDb: DuckDb,
  options: CellsOptions,
  onRow: (cells: CellRow, rowNumber: number) => void,
): Promise<CellsRead> {
  const table = await openTable(duckDb, { ...options, wanted: options.columns });
  try {
    options.onHeader?.(table.columns);
    const optional = options.optional ?? [];
    const cells = [
      ...options.columns.map((name) => (options.ids?.includes(name) === true ? table.idColumn(name) : table.column(name))),
      ...optional.map((name) => table.optionalColumn(name)),
    ];
    let rowNumber = 0;
    let unreadable = 0;
    let firstUnreadable: CellsRead["firstUnreadable"] = null;
    const take = ([isUnreadable, ...texts]: readonly SqlValue[]): void => {
      rowNumber++;
      if (isUnreadable !== true) {
        onRow(texts.map((text) => (text === null ? null : String(text))), rowNumber);
        return;
      }
      unreadable++;
      firstUnreadable ??= { place: "row", number: rowNumber };
    };
    for await (const rows of duckDb.stream(`SELECT ${[table.unreadable, ...cells].join(", ")} FROM ${table.relation}`)) {
      rows.forEach(take);
    }
    const skipped = await table.skippedRows();
    if (rowNumber + skipped.rows === 0) {
      throw new AdapterError("bad_data", `${table.name}: expected rows under the header, got none; check the export`);
    }
    if (skipped.firstLine !== null) firstUnreadable ??= { place: "line", number: skipped.firstLine };
    return { rows: rowNumber + skipped.rows, unreadable: unreadable + skipped.rows, firstUnreadable };
  } finally {
    await table.close();
  }
}
