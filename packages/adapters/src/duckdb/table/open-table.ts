import { resolve } from "node:path";
import { AdapterError } from "../../adapter-error.ts";
import type { DuckDb } from "../connection.ts";
import { pathLiteral, quoteIdentifier, textLiteral } from "../quote.ts";
import { columnPosition } from "./column-position.ts";
import { jsonTable } from "./json-table.ts";
import { leadLines } from "./lead-lines.ts";
import { lineAt } from "./line-at.ts";
import { plainFile } from "./plain-file.ts";
import type { PlainFile } from "./plain-file.ts";
import { sniffDelimiter } from "./sniff-delimiter.ts";
import { sniffFile } from "./sniff-file.ts";
import type { SniffedText } from "./sniff-file.ts";
import { noSkippedRows } from "./table.ts";
import type { Table, TableOptions } from "./table.ts";
import { withOneLineEnd } from "./with-one-line-end.ts";
import type { OpenedText } from "./with-one-line-end.ts";
import { withoutBrokenQuotes } from "./without-broken-quotes.ts";
import type { SoundFile } from "./without-broken-quotes.ts";

/**
 * Opens CSV (comma, semicolon, tab or bar), NDJSON or Parquet, plain or gzip, as a table of text.
 *
 * Nothing is inferred from rows: not the types, not the delimiter. An id keeps its leading zeros, and the
 * hundredth row cannot change the meaning of the first.
 *
 * @throws AdapterError when the file is not there, empty, broken, or not one of these formats.
 */
export async function openTable(duckDb: DuckDb, options: TableOptions): Promise<Table> {
  const name = options.name ?? options.path;
  const plain = await plainFile(resolve(options.path), name, options.tempDirectory);
  try {
    const sniffed = await sniffFile(plain.path, name);
    if (sniffed.kind === "parquet") return await parquetTable(duckDb, name, plain);
    if (sniffed.kind === "ndjson") return await jsonTable(duckDb, options, { plain, sniffed });
    return await delimitedTable(duckDb, options, { plain, sniffed });
  } catch (error) {
    await plain.close();
    throw error;
  }
}

async function delimitedTable(
  duckDb: DuckDb,
  options: TableOptions,
  { plain, sniffed }: { readonly plain: PlainFile; readonly sniffed: SniffedText },
): Promise<Table> {
  const lead = leadLines(sniffed.head);
  const { delimiter, columns } = sniffDelimiter(lead.rest, options.wanted);
  const tableName = options.name ?? options.path;
  const place = { name: tableName, delimiter, ...(options.tempDirectory === undefined ? {} : { tempDirectory: options.tempDirectory }) };
  const sound = await withoutBrokenQuotes({ ...place, plain, path: plain.path, byteOrderMark: sniffed.byteOrderMark, columns: columns.length, leadLines: lead.count });
  const readable = await oneLineEnd(sound, place);
  // Positions, not names, go to the engine: a header may repeat a name or hold anything.
  const types = columns.map((_, index) => `'c${index}': 'VARCHAR'`).join(", ");
  const arguments_ = [
    pathLiteral(readable.path),
    "auto_detect = false",
    "header = true",
    `skip = ${lead.count}`,
    `delim = ${textLiteral(delimiter)}`,
    `quote = '"'`,
    `escape = '"'`,
    "compression = 'none'",
    "strict_mode = true",
    "store_rejects = true",
    "rejects_table = 'skipped_rows'",
    "rejects_scan = 'skipped_scans'",
    `columns = {${types}}`,
  ];
  const cell = (name: string): string => `c${columnPosition(tableName, columns, name)}`;
  return {
    name: tableName,
    columns,
    relation: `read_csv(${arguments_.join(", ")})`,
    unreadable: "false",
    column: cell,
    idColumn: cell,
    optionalColumn: (name) => (columns.includes(name) ? cell(name) : "NULL"),
    skippedRows: async () => {
      const [row] = await duckDb.all("SELECT count(DISTINCT (file_id, line)) AS skipped, min(line_byte_position) AS first FROM skipped_rows");
      await duckDb.run("DROP TABLE skipped_rows; DROP TABLE skipped_scans");
      const first = row?.["first"];
      const found = first === null || first === undefined ? null : await lineAt(readable.path, Number(first) - 1);
      // Above the first line set aside the copy is the file.
      const lines = [found, sound.firstLine].filter((line) => line !== null);
      return { rows: sound.setAside + Number(row?.["skipped"]), firstLine: lines.length === 0 ? null : Math.min(...lines) };
    },
    close: readable.close,
  };
}

/** As withOneLineEnd; what was made for the quotes is put away when it fails. */
async function oneLineEnd({ plain, byteOrderMark }: SoundFile, place: Pick<OpenedText, "name" | "delimiter" | "tempDirectory">): Promise<PlainFile> {
  try {
    return await withOneLineEnd({ ...place, plain, path: plain.path, byteOrderMark });
  } catch (error) {
    await plain.close();
    throw error;
  }
}

async function parquetTable(duckDb: DuckDb, tableName: string, plain: PlainFile): Promise<Table> {
  const relation = `read_parquet(${pathLiteral(plain.path)})`;
  let described: Readonly<Record<string, unknown>>[];
  try {
    described = await duckDb.all(`SELECT column_name FROM (DESCRIBE SELECT * FROM ${relation})`);
  } catch (cause) {
    const message = `${tableName}: expected a whole Parquet file, got one that cannot be opened; copy or write it again`;
    throw new AdapterError("corrupt", message, { cause });
  }
  const columns = described.map((row) => String(row["column_name"]));
  const cell = (name: string): string => `nullif(CAST(${quoteIdentifier(columns[columnPosition(tableName, columns, name)] ?? "")} AS VARCHAR), '')`;
  return {
    name: tableName,
    columns,
    relation,
    unreadable: "false",
    column: cell,
    idColumn: cell,
    optionalColumn: (name) => (columns.includes(name) ? cell(name) : "NULL"),
    skippedRows: async () => noSkippedRows,
    close: plain.close,
  };
}
