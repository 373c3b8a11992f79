import type { FieldCheck } from "../fields/field-checks.ts";
import type { EventTable, EventTables } from "./event-table.ts";

/** A payload field made ready for checking. */
export interface CompiledField {
  readonly name: string;
  readonly path: string;
  readonly required: boolean;
  readonly check: FieldCheck;
}

/** An event made ready for checking. */
export interface CompiledEvent {
  readonly table: EventTable;
  readonly fields: readonly CompiledField[];
  readonly oneOf: readonly (readonly string[])[] | null;
}

/** The events that `accept` knows. `Tables` remembers each of them in the type. */
export interface Catalogue<Tables extends EventTables = EventTables> {
  readonly tables: Tables;
  readonly compiled: ReadonlyMap<string, CompiledEvent>;
}
