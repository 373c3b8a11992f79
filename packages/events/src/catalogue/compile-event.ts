import { fieldChecks } from "../fields/field-checks.ts";
import type { CompiledEvent } from "./catalogue.ts";
import type { EventTable } from "./event-table.ts";

/** An event table with its checks looked up once. */
export function compileEvent(table: EventTable): CompiledEvent {
  const fields = Object.entries(table.fields).map(([name, { kind, required }]) => ({
    name,
    path: `payload.${name}`,
    required: required === true,
    check: fieldChecks[kind],
  }));
  return { table, fields, oneOf: table.oneOf ?? null };
}
