import type { DuckDBDataChunk, DuckDBVector } from "@duckdb/node-api";
import { AdapterError } from "../adapter-error.ts";
import { scalarConverter } from "./sql-value.ts";
import type { SqlValue } from "./sql-value.ts";

/** Bytes of a string's entry in a vector: 4 for its length, then its first 4 bytes, whatever its length. Source: DuckDB, `duckdb_string_t`. */
const entryBytes = 16;
const lengthBytes = 4;
/** U+FEFF as the first three bytes of UTF-8, read as a little-endian number. */
const byteOrderMark = 0xbf_bb_ef;

/**
 * The rows of a chunk, every text as it stands in the engine.
 *
 * The driver decodes text as if it were a file and drops a leading U+FEFF: an id that begins with one would come back as another id.
 * The mark is put back where the engine's own bytes have it.
 */
export function chunkRows(chunk: DuckDBDataChunk): SqlValue[][] {
  const rows = chunk.convertRows(scalarConverter) as SqlValue[][];
  for (let column = 0; column < chunk.columnCount; column++) {
    const vector = chunk.getColumnVector(column);
    if (String(vector.type) !== "VARCHAR") continue;
    const entries = entriesOf(vector);
    rows.forEach((row, at) => {
      const text = row[column];
      if (typeof text === "string" && beginsWithMark(entries, at * entryBytes)) row[column] = `\ufeff${text}`;
    });
  }
  return rows;
}

function beginsWithMark(entries: DataView, offset: number): boolean {
  return entries.getUint32(offset, true) >= 3 && (entries.getUint32(offset + lengthBytes, true) & 0xff_ff_ff) === byteOrderMark;
}

function entriesOf(vector: DuckDBVector): DataView {
  const entries: unknown = "dataView" in vector ? vector.dataView : undefined;
  if (entries instanceof DataView) return entries;
  throw new AdapterError("failed", "DuckDB driver: expected @duckdb/node-api 1.5.6-r.1, whose text can be read back unchanged, got another one; run: npm install @duckdb/node-api@1.5.6-r.1");
}
