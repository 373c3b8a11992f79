import { bronzeColumns, silverColumns } from "@liftproof/events";
import { dialects } from "@liftproof/lake";
import { pathListLiteral, quoteIdentifier } from "../quote.ts";

const { type } = dialects.duckdb;

/**
 * The statement that reads bronze files into a temporary table, one row per line, with its file.
 *
 * DuckDB keeps the order of files and lines, so a row's `rowid` is its running number. Numbering lines by a window function
 * instead would leave the reading to one thread.
 *
 * Every column's type is given: inference would turn ISO text into timestamps and maps into structs.
 */
export function stagedLinesSql(target: string, paths: readonly string[]): string {
  const row = bronzeColumns.map((column) => `${quoteIdentifier(column.column)} ${type(column.type)}`).join(", ");
  const columns = silverColumns.map(({ field, column }) => {
    if (column === "raw_json") return "lines.raw AS raw_json";
    if (column === "received_ts_us") return "lines.received_ts_us";
    if (field === "eventTsUs" && column === "event_ts") return `make_timestamp(lines."row".event_ts_us) AS event_ts`;
    return `lines."row".${quoteIdentifier(column)} AS ${quoteIdentifier(column)}`;
  });
  return `CREATE OR REPLACE TEMP TABLE ${target} AS
SELECT ${columns.join(", ")}, lines.rejected.code AS code, lines.rejected.path AS path, lines.rejected.message AS message,
  lines.filename AS file
FROM read_json(${pathListLiteral(paths)}, format = 'newline_delimited', compression = 'auto_detect', filename = true,
  columns = {v: 'INTEGER', received_ts_us: 'BIGINT', "row": 'STRUCT(${row})', rejected: 'STRUCT(code VARCHAR, path VARCHAR, message VARCHAR)', raw: 'VARCHAR'}) AS lines`;
}
