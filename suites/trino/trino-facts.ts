import { factColumns } from "@liftproof/attribution";
import { dialects, quoteIdentifier } from "@liftproof/lake";

/** Facts as Trino has them, instants as microseconds. */
export const trinoFactQuery: string = `SELECT ${factColumns
  .map(({ column, type }) => (type === "timestamp" ? `${dialects.trino.microsOf(quoteIdentifier(column))} AS ${column}` : column))
  .join(", ")} FROM fact_attribution_checkout ORDER BY order_id`;

/** Rows as text: a sum of money is a bigint in one engine and decimal text in the other. */
export const sortedValues = (rows: readonly object[]): readonly string[] => rows.map((row) => JSON.stringify(Object.values(row).map((value) => (value === null ? null : String(value))))).sort();
