import type { LogicalType } from "../tables/table-definition.ts";
import type { ByteDialect } from "./byte-dialect.ts";

/** Engines that the templates of this package are written for. Athena runs Trino's queries and has DDL of its own. */
export type Engine = "duckdb" | "trino" | "athena";

/**
 * The places where DuckDB and Trino disagree. Arguments and results are SQL expressions unless a name says otherwise.
 *
 * What is not here is written once, in the part both engines share: plain joins, window functions, MAX and SUM over
 * integers, CASE, string concatenation and comparison by code point.
 */
export interface Dialect {
  readonly engine: Engine;
  /** Bytes, bits and lists, for the assignment hash. */
  readonly bytes: ByteDialect;
  /** The engine's name of a column type. */
  readonly type: (type: LogicalType) => string;
  /** One table of the lake, as queries name it. */
  readonly table: (name: string) => string;
  /** The table that rows are inserted into where that is not the one queries read: rows of a run stand beside those of others. */
  readonly into?: (name: string) => string;
  /** A map's value under a key given as plain text, NULL when the key is missing. */
  readonly mapGet: (map: string, key: string) => string;
  /** A map as JSON text with sorted keys. */
  readonly mapJson: (map: string) => string;
  /** Quotient of two integers, rounded toward zero. */
  readonly quotient: (dividend: string, divisor: string) => string;
  /** SUM of integers without overflow: HUGEINT or decimal(38,0). */
  readonly exactSum: (value: string) => string;
  /** An integer widened so that products of two of them do not overflow. */
  readonly wide: (value: string) => string;
  /** True where the text matches a regular expression (plain text argument) somewhere. */
  readonly matches: (text: string, pattern: string) => string;
  /** True where the text holds another (plain text argument). */
  readonly contains: (text: string, part: string) => string;
  /** True where the text ends in another (plain text argument). */
  readonly endsWith: (text: string, ending: string) => string;
  /** A to Z in lower case, everything else untouched. */
  readonly foldAscii: (text: string) => string;
  /** SHA-256 of the text's UTF-8 bytes as 64 lower-case hex digits. */
  readonly sha256: (text: string) => string;
  /** A timestamp without zone, UTC by contract, from epoch microseconds. */
  readonly timestampOf: (micros: string) => string;
  /** Epoch microseconds of a timestamp; exact from 1970 on. */
  readonly microsOf: (timestamp: string) => string;
  /** Text as a JSON string with its quotes; control characters without a short form are \u and upper-case digits. NULL stays NULL. */
  readonly jsonText: (text: string) => string;
  /** The item of an array at a place from 1 on, NULL behind its end; `MAX(value, n)` makes such an array in both engines. */
  readonly itemAt: (array: string, place: number) => string;
  /** Text as a whole number, NULL when it is none. */
  readonly integerOf: (text: string) => string;
  /** A constant relation of text columns, for rules kept as data. */
  textRows(alias: string, columns: readonly string[], rows: readonly (readonly string[])[]): string;
}
