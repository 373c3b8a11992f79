import { quoteTable } from "../sql/quote.ts";
import type { Dialect } from "./dialect.ts";

/** The dialect with its tables in another schema, or database of Athena, than `lake`. */
export function inDatabase(dialect: Dialect, database: string | undefined): Dialect {
  return database === undefined ? dialect : { ...dialect, table: (name) => quoteTable(database, name) };
}
