import type { ColumnDefinition, LogicalType } from "./table-definition.ts";

/** Columns from "name type, name type": a table's columns are read more easily in a line than in a page of records. */
export function columns(text: string): readonly ColumnDefinition[] {
  return text
    .trim()
    .split(/\s*,\s*/)
    .map((pair) => {
      const [column = "", type = ""] = pair.split(/\s+/);
      return { column, type: type as LogicalType };
    });
}
