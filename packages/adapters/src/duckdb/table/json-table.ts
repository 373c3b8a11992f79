import type { DuckDb } from "../connection.ts";
import { pathLiteral, textLiteral } from "../quote.ts";
import { columnPosition } from "./column-position.ts";
import { noSkippedRows } from "./table.ts";
import type { Table, TableOptions } from "./table.ts";
import type { PlainFile } from "./plain-file.ts";
import type { SniffedText } from "./sniff-file.ts";
import { withoutByteOrderMark } from "./without-byte-order-mark.ts";

/**
 * A file of one JSON object per line, its top-level keys as columns.
 *
 * A key is a column when any line has it; on the other lines the cell is missing.
 */
export async function jsonTable(
  duckDb: DuckDb,
  options: TableOptions,
  { plain, sniffed }: { readonly plain: PlainFile; readonly sniffed: SniffedText },
): Promise<Table> {
  const readable = sniffed.byteOrderMark ? await withoutByteOrderMark(plain, options.tempDirectory) : plain;
  const tableName = options.name ?? options.path;
  // A malformed line comes as a NULL row.
  const relation = `read_ndjson_objects(${pathLiteral(readable.path)}, ignore_errors = true, compression = 'uncompressed')`;
  const columns = keysOfHead(sniffed.head);
  try {
    columns.push(...(await keysFurtherDown(duckDb, relation, options.wanted.filter((name) => !columns.includes(name)))));
  } catch (error) {
    await readable.close();
    throw error;
  }
  const cell = (name: string): string => `nullif(json_extract_string(json, ${textLiteral(jsonPointer(name))}), '')`;
  return {
    name: tableName,
    columns,
    relation,
    unreadable: "coalesce(json_type(json) <> 'OBJECT', true)",
    column: (name) => {
      columnPosition(tableName, columns, name);
      return cell(name);
    },
    idColumn: (name) => {
      columnPosition(tableName, columns, name);
      return idCell(name, cell(name));
    },
    optionalColumn: cell,
    skippedRows: async () => noSkippedRows,
    close: readable.close,
  };
}

/**
 * Which of some keys stand on any line at all: a line may leave out what it has no value for, so that a key can
 * be first seen far down. Each search ends at the first line that has it; only a key on no line costs a whole read.
 */
async function keysFurtherDown(duckDb: DuckDb, relation: string, names: readonly string[]): Promise<readonly string[]> {
  const found: string[] = [];
  for (const name of new Set(names)) {
    const lines = await duckDb.all(`SELECT 1 AS found FROM ${relation} WHERE json_exists(json, ${textLiteral(jsonPointer(name))}) LIMIT 1`);
    if (lines.length > 0) found.push(name);
  }
  return found;
}

/** Keys of the objects at the beginning of the file: nearly always all there are. */
function keysOfHead(head: string): string[] {
  const keys = new Set<string>();
  for (const line of head.split("\n")) {
    try {
      const value: unknown = JSON.parse(line);
      if (typeof value === "object" && value !== null) Object.keys(value).forEach((key) => keys.add(key));
    } catch {
      // The last line of the head may be cut; a malformed one is counted by the scan.
    }
  }
  return [...keys];
}

/**
 * The cell of an id. The engine writes the number 3.7E+15 out in full, as if it had been exact; here it comes with its
 * exponent and sign, as a spreadsheet writes it. Among equal numbers under that key the first is taken.
 */
function idCell(name: string, cell: string): string {
  const key = JSON.stringify(name).replaceAll(/[!-/:-@[-`{-~]/gu, String.raw`\$&`);
  const numbers = `regexp_extract_all(CAST(json AS VARCHAR), ${textLiteral(`${key}\\s*:\\s*(-?[0-9.]+[eE][-+]?[0-9]+)`)}, 1)`;
  const written = `list_filter(${numbers}, lambda written: TRY_CAST(written AS DOUBLE) = TRY_CAST(${cell} AS DOUBLE))[1]`;
  const isDouble = `contains(${cell}, '.') AND json_type(json, ${textLiteral(jsonPointer(name))}) = 'DOUBLE'`;
  return `(CASE WHEN ${isDouble} THEN coalesce(regexp_replace(${written}, '[eE]([0-9])', 'E+\\1'), ${cell}) ELSE ${cell} END)`;
}

function jsonPointer(name: string): string {
  return `/${name.replaceAll("~", "~0").replaceAll("/", "~1")}`;
}
