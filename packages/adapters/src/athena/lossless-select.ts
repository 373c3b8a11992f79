import { quoteIdentifier } from "@liftproof/lake";
import type { AthenaColumn, AthenaType } from "./athena-value.ts";

/** What is selected, and in which order. */
export interface LosslessOptions {
  /** Columns of the query, all that are wanted, with their types. Hand the same list to `run`. */
  readonly columns: readonly AthenaColumn[];
  /** Columns to sort by; an ORDER BY inside the query would be dropped. Default: no order. */
  readonly orderBy?: readonly { readonly column: string; readonly descending?: boolean }[];
}

/**
 * Wraps a query so that its lists, maps and rows come as JSON, all others as they are.
 *
 * Athena's own text of a map is `{k=v, k2=v2}`: a link with `=` and `,` in it cannot be read back. Leaves that are not text are written as text
 * inside the JSON, so that a bigint keeps its digits.
 *
 * @throws TypeError when no column is named.
 */
export function losslessSelect(query: string, { columns, orderBy = [] }: LosslessOptions): string {
  if (columns.length === 0) throw new TypeError("columns: expected at least one, got none");
  const list = columns.map(({ name, type }) => {
    const column = quoteIdentifier(name);
    return typeof type === "string" ? column : `json_format(CAST(${withTextLeaves(column, type)} AS json)) AS ${column}`;
  });
  const order = orderBy.map(({ column, descending = false }) => `${quoteIdentifier(column)}${descending ? " DESC" : ""} NULLS LAST`);
  return `SELECT ${list.join(", ")}\nFROM (\n${query}\n) AS wanted${order.length === 0 ? "" : `\nORDER BY ${order.join(", ")}`}`;
}

function withTextLeaves(value: string, type: AthenaType, depth = 0): string {
  if (typeof type === "string") return type === "string" ? value : type === "bytes" ? `to_hex(${value})` : `CAST(${value} AS varchar)`;
  if (isOfText(type)) return value;
  if ("row" in type) {
    const fields = type.row.map((field) => withTextLeaves(`${value}.${quoteIdentifier(field.name)}`, field.type, depth));
    return `IF(${value} IS NULL, NULL, CAST(ROW(${fields.join(", ")}) AS ${typeOfText(type)}))`;
  }
  const item = `v${depth}`;
  return "list" in type
    ? `transform(${value}, ${item} -> ${withTextLeaves(item, type.list, depth + 1)})`
    : `transform_values(${value}, (k${depth}, ${item}) -> ${withTextLeaves(item, type.map, depth + 1)})`;
}

/** Type of the value with text leaves. Fields are named by their place, so that no name changes the JSON. */
function typeOfText(type: AthenaType): string {
  if (typeof type === "string") return "varchar";
  if ("list" in type) return `array(${typeOfText(type.list)})`;
  if ("map" in type) return `map(varchar, ${typeOfText(type.map)})`;
  return `ROW(${type.row.map((field, at) => `f${at} ${typeOfText(field.type)}`).join(", ")})`;
}

function isOfText(type: AthenaType): boolean {
  if (typeof type === "string") return type === "string";
  if ("row" in type) return false;
  return isOfText("list" in type ? type.list : type.map);
}
