import { factColumns } from "@liftproof/attribution";
import type { AttributionFact } from "@liftproof/attribution";
import type { SqlValue } from "@liftproof/adapters/duckdb";

/** Reads the fact table so that instants come out as epoch microseconds. */
export const factQuery: string = `SELECT ${factColumns
  .map(({ column, type }) => (type === "timestamp" ? `epoch_us(${column}) AS ${column}` : column))
  .join(", ")} FROM lake.fact_attribution_checkout ORDER BY order_id`;

const byColumn = [...factColumns].sort((a, b) => (a.column < b.column ? -1 : 1));

/** Canonical NDJSON of facts as TypeScript makes them: sorted keys, integers, text. */
export function canonicalFacts(facts: readonly AttributionFact[]): string {
  return facts.map((fact) => JSON.stringify(Object.fromEntries(byColumn.map(({ field, column }) => [column, fact[field]])))).join("\n");
}

/** The same of rows as SQL gives them. */
export function canonicalRows(rows: readonly Readonly<Record<string, SqlValue>>[]): string {
  return rows
    .map((row) =>
      JSON.stringify(
        Object.fromEntries(
          byColumn.map(({ column }) => {
            const value = row[column];
            return [column, typeof value === "bigint" ? Number(value) : value];
          }),
        ),
      ),
    )
    .join("\n");
}
