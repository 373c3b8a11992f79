export { AdapterError } from "./adapter-error.ts";
export type { AdapterErrorCode } from "./adapter-error.ts";
export { openDuckDb } from "./duckdb/connection.ts";
export type { DuckDb, DuckDbOptions } from "./duckdb/connection.ts";
export type { RowAppender } from "./duckdb/row-appender.ts";
export type { SqlValue } from "./duckdb/sql-value.ts";
export { integerLiteral, pathListLiteral, pathLiteral, quoteIdentifier, quoteTable, sqlLiteral, textLiteral } from "./duckdb/quote.ts";
