import type { FieldTable } from "../fields/field-kind.ts";
import type { Catalogue } from "./catalogue.ts";
import { compileEvent } from "./compile-event.ts";
import type { EventTable, EventTables } from "./event-table.ts";

const eventName = /^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)+$/;
const fieldName = /^[a-z][a-z0-9_]*$/;

/**
 * A catalogue with one more event; the given one stays as it is, and the types know the new event by name.
 *
 * @param name - Dotted small letters: `order.shipped`.
 * @throws RangeError when the name is taken or is not dotted small letters, when a field name is not plain small
 * letters, or when `oneOf` names a field that is not in the table.
 */
export function defineEvent<Tables extends EventTables, const Name extends string, const Table extends EventTable>(
  catalogue: Catalogue<Tables>,
  name: Name,
  table: Table,
): Catalogue<Tables & { readonly [Key in Name]: Table }> {
  if (!eventName.test(name)) throw new RangeError(`name: expected dotted small letters such as order.shipped, got ${name}`);
  if (catalogue.compiled.has(name)) throw new RangeError(`name: expected a new event name, got the existing ${name}`);
  refuseFieldNames(table.fields);
  for (const field of (table.oneOf ?? []).flat()) {
    if (!Object.hasOwn(table.fields, field)) throw new RangeError(`oneOf: expected names of the event's fields, got ${field}`);
  }
  return {
    tables: { ...catalogue.tables, [name]: table } as Tables & { readonly [Key in Name]: Table },
    compiled: new Map([...catalogue.compiled, [name, compileEvent(table)]]),
  };
}

function refuseFieldNames(fields: FieldTable): void {
  for (const field of Object.keys(fields)) {
    // A name that every object answers to would look present when it is absent.
    if (!fieldName.test(field) || field in Object.prototype) {
      throw new RangeError(`fields: expected names of small letters, digits and underscores, got ${field}`);
    }
  }
}
