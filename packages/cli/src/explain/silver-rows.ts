import type { Lake } from "@liftproof/adapters/duckdb";
import { quoteIdentifier, textLiteral } from "@liftproof/adapters/duckdb";
import { silverColumns } from "@liftproof/events";
import type { SilverRow } from "@liftproof/events";

/** The line itself says nothing that its columns do not, and is the longest of all. */
const read = silverColumns.filter(({ type, column }) => type !== "timestamp" && column !== "raw_json");

/** The rows of silver for which a condition holds on event `e`, received up to the watermark. */
export async function silverRows(lake: Lake, condition: string, watermarkUs: number): Promise<readonly SilverRow[]> {
  const columns = read.map(({ column, type }) => {
    const name = `e.${quoteIdentifier(column)}`;
    return `${type === "map" ? `to_json(${name})::VARCHAR` : type === "date" ? `${name}::VARCHAR` : name} AS ${quoteIdentifier(column)}`;
  });
  const rows = await lake.all(`SELECT ${columns.join(", ")} FROM lake.events AS e WHERE e.received_ts_us <= $1 AND (${condition})`, [watermarkUs]);
  return rows.map((row) => ({
    ...Object.fromEntries(
      read.map(({ field, column, type }) => {
        const value = row[column] ?? null;
        if (type === "map") return [field, value === null ? {} : JSON.parse(String(value))];
        return [field, typeof value === "bigint" ? Number(value) : value];
      }),
    ),
    rawJson: "",
  })) as unknown as readonly SilverRow[];
}

/** `expression IN (...)`, false for an empty list. */
export function isOneOf(expression: string, values: Iterable<string>): string {
  const listed = [...values].map(textLiteral);
  return listed.length === 0 ? "FALSE" : `${expression} IN (${listed.join(", ")})`;
}
