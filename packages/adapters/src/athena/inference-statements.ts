import { quoteIdentifier, textLiteral } from "@liftproof/lake";
import type { ColumnDefinition, Dialect, NamedStatement } from "@liftproof/lake";
import { experimentInferenceTable } from "../duckdb/lake/experiments/result-tables.ts";
import type { SqlValue } from "../duckdb/sql-value.ts";

/** Which run is written, and in which columns. */
interface InferenceRun {
  readonly dialect: Dialect;
  readonly runId: number;
  /** All but `run_id`, in the order of the rows. */
  readonly columns: readonly ColumnDefinition[];
}

/** Well below the longest text that Athena takes. */
const mostBytes = 200_000;

/**
 * The statements that append a run of inference so that readers see it whole: rows without a run, in as many inserts as their length needs, and then
 * one update that gives them their run. What an attempt before left without a run goes first.
 */
export function inferenceStatements({ dialect, runId, columns }: InferenceRun, rows: readonly (readonly SqlValue[])[]): readonly NamedStatement[] {
  if (rows.length === 0) return [];
  const table = dialect.table(experimentInferenceTable.name);
  const names = columns.map(({ column }) => quoteIdentifier(column)).join(", ");
  const texts = rows.map((row) => `(${row.map((value, at) => literalOf(value, columns[at]?.type ?? "string")).join(", ")})`);
  const inserts = chunked(texts).map((values, at) => ({ name: `rows ${at + 1}`, sql: `INSERT INTO ${table} (${names}) VALUES\n${values.join(",\n")}` }));
  return [
    { name: "clear", sql: `DELETE FROM ${table} WHERE run_id IS NULL` },
    ...inserts,
    { name: "show", sql: `UPDATE ${table} SET run_id = ${runId} WHERE run_id IS NULL` },
  ];
}

function literalOf(value: SqlValue, type: ColumnDefinition["type"]): string {
  if (value === null) return "NULL";
  if (typeof value === "string") return textLiteral(value);
  // As text, or two rows of a column would be an integer and a decimal.
  return type === "real" ? `CAST('${String(value)}' AS double)` : String(value);
}

function chunked(texts: readonly string[]): readonly (readonly string[])[] {
  const chunks: string[][] = [];
  let bytes = Infinity;
  for (const text of texts) {
    const own = Buffer.byteLength(text) + 2;
    if (bytes + own > mostBytes) {
      chunks.push([]);
      bytes = 0;
    }
    chunks.at(-1)?.push(text);
    bytes += own;
  }
  return chunks;
}
