import type { FieldCheck } from "../fields/field-checks.ts";
import type { EventTable, EventTables } from "./event-table.ts";

/** A payload field made ready for checking. */
export interface CompiledField {
  readonly path: string;
  readonly required: boolean;
  readonly check: FieldCheck;
}

/** An event made ready for checking. */
export interface CompiledEvent {
  readonly table: EventTable;
  readonly fields: ReadonlyMap<string, CompiledField>;
  /** How many of the fields are required. */
  readonly required: number;
  readonly oneOf: readonly (readonly string[])[] | null;
}

/** The events that `accept` knows. `Tables` remembers each of them in the type. */
export interface Catalogue<Tables extends EventTables = EventTables> {
  readonly tables: Tables;
  readonly compiled: ReadonlyMap<string, CompiledEvent>;
}
