/**
 * A value of a row, without loss.
 *
 * bigint for BIGINT, a number for smaller integers and doubles, an EpochMicros number for timestamps, text for varchar, decimal and date, bytes for
 * varbinary; lists, maps and rows only for columns that are described in `columns`.
 */
export type AthenaValue = null | string | boolean | number | bigint | Uint8Array | readonly AthenaValue[] | ReadonlyMap<string, AthenaValue> | AthenaRow;

/** One row, by column name. */
export interface AthenaRow {
  readonly [column: string]: AthenaValue;
}

/** Types of a lake column, as in the tables of @liftproof/lake, and lists, maps (of text keys) and rows of them. */
export type AthenaType =
  | "string" | "bigint" | "int" | "whole" | "real" | "boolean" | "date" | "timestamp" | "bytes"
  | { readonly list: AthenaType }
  | { readonly map: AthenaType }
  | { readonly row: readonly AthenaColumn[] };

/** A column of a result whose type is known. A lake's `map` is `{ map: "string" }`. */
export interface AthenaColumn {
  readonly name: string;
  readonly type: AthenaType;
}
