import type { EventTables } from "./event-table.ts";
import type { Catalogue } from "./catalogue.ts";

/** The event names of each family of a catalogue, both in the order in which they were defined. */
export function eventFamilies(catalogue: Catalogue<EventTables>): ReadonlyMap<string, readonly string[]> {
  const families = new Map<string, string[]>();
  for (const [name, { family }] of Object.entries(catalogue.tables)) {
    const names = families.get(family);
    if (names === undefined) families.set(family, [name]);
    else names.push(name);
  }
  return families;
}
