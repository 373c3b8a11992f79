import { columnNotes } from "./column-notes.ts";
import type { ColumnDefinition } from "./table-definition.ts";

/** What a column says, in one sentence; `undefined` for a name nobody has described. */
export function columnDescription({ column, description }: ColumnDefinition): string | undefined {
  return description ?? (Object.hasOwn(columnNotes, column) ? columnNotes[column] : undefined);
}
