import type { FieldTable } from "../fields/field-kind.ts";

/** One kind of event: its family, the payload fields we know, and sets of fields of which exactly one must be complete. */
export interface EventTable {
  /** Groups events that share a typed view in the lake. */
  readonly family: string;
  /** Other payload fields are kept as they come; these are checked. */
  readonly fields: FieldTable;
  /** Of these sets, exactly one is there in full and the others are absent. */
  readonly oneOf?: readonly (readonly string[])[];
}

/** Event tables by event name. */
export type EventTables = Readonly<Record<string, EventTable>>;
