import { quoteIdentifier } from "@liftproof/lake";
import type { Dialect, TableDefinition } from "@liftproof/lake";

/** Every column as text that both engines write alike. */
export function tableAsText(dialect: Dialect, { name, columns }: TableDefinition): string {
  const texts = columns.map(({ column, type }) => {
    const quoted = quoteIdentifier(column);
    if (type === "map") return `${dialect.mapJson(quoted)} AS ${quoted}`;
    // Doubles are written 1.0 by one engine and 1.0E0 by the other.
    if (type === "real") return `CAST(CAST(${quoted} AS DECIMAL(38, 9)) AS VARCHAR) AS ${quoted}`;
    return `CAST(${type === "timestamp" ? dialect.microsOf(quoted) : quoted} AS VARCHAR) AS ${quoted}`;
  });
  return `SELECT ${texts.join(", ")} FROM ${dialect.table(name)}`;
}

/** Rows as text, in an order of their own. */
export const sortedText = (rows: readonly object[]): readonly string[] => rows.map((row) => JSON.stringify(Object.values(row))).sort();
