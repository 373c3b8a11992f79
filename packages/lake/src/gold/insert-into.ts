import type { Dialect } from "../dialects/dialect.ts";
import { quoteIdentifier } from "../sql/quote.ts";
import type { TableDefinition } from "../tables/table-definition.ts";

/** An INSERT that names its columns, so that the order of a table's columns never matters. `query` gives them in the definition's order. */
export function insertInto(dialect: Dialect, table: TableDefinition, query: string): string {
  const columns = table.columns.map(({ column }) => quoteIdentifier(column)).join(", ");
  return `INSERT INTO ${(dialect.into ?? dialect.table)(table.name)} (${columns})\n${query}`;
}
