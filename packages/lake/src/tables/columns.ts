import type { ColumnDefinition, LogicalType } from "./table-definition.ts";

/**
 * Columns from "name type, name type": a table's columns are read more easily in a line than in a page of records.
 *
 * @param descriptions - What columns say whose names alone would say less.
 */
export function columns(text: string, descriptions: Readonly<Record<string, string>> = {}): readonly ColumnDefinition[] {
  return text
    .trim()
    .split(/\s*,\s*/)
    .map((pair) => {
      const [column = "", type = ""] = pair.split(/\s+/);
      const description = descriptions[column];
      return { column, type: type as LogicalType, ...(description === undefined ? {} : { description }) };
    });
}
