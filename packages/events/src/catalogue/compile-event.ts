import { fieldChecks } from "../fields/field-checks.ts";
import type { CompiledEvent, CompiledField } from "./catalogue.ts";
import type { EventTable } from "./event-table.ts";

/** An event table with its checks looked up once. */
export function compileEvent(table: EventTable): CompiledEvent {
  const fields = new Map<string, CompiledField>();
  let required = 0;
  for (const [name, spec] of Object.entries(table.fields)) {
    fields.set(name, { path: `payload.${name}`, required: spec.required === true, check: fieldChecks[spec.kind] });
    if (spec.required === true) required += 1;
  }
  return { table, fields, required, oneOf: table.oneOf ?? null };
}
