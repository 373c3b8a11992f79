import * as z from "zod";
import type { Catalogue } from "../catalogue/catalogue.ts";
import type { EventTable, EventTables } from "../catalogue/event-table.ts";
import type { WireEventOf } from "../catalogue/wire-event.ts";
import { envelopeFields } from "../envelope-fields.ts";
import { jsonFault } from "./json-fault.ts";
import { propertiesOf } from "./properties-of.ts";

/**
 * A zod schema that takes exactly the events that `accept` takes, discriminated on `event_name`, made from the same
 * field tables. For forms, services and JSON Schema; `accept` itself does not use it.
 */
export function eventSchema<Tables extends EventTables>(catalogue: Catalogue<Tables>): z.ZodType<WireEventOf<Tables>> {
  const options = Object.entries(catalogue.tables).map(([name, table]) => optionOf(name, table));
  const [first, ...rest] = options;
  if (first === undefined) throw new RangeError("catalogue: expected at least one event, got none");
  // The raw value is judged first: an object schema copies what it parses and would hide a __proto__ key.
  const raw = z.unknown().superRefine((value, context) => {
    const fault = jsonFault(value);
    if (fault !== null) context.addIssue({ code: "custom", message: fault });
  });
  const shaped = z.discriminatedUnion("event_name", [first, ...rest]).superRefine((event, context) => {
    for (const message of [...envelopeFaults(event), ...choiceFaults(event, catalogue)]) context.addIssue({ code: "custom", message });
  });
  return raw.pipe(shaped) as unknown as z.ZodType<WireEventOf<Tables>>;
}

type Loose = Readonly<Record<string, unknown>>;

function optionOf(name: string, { fields }: EventTable): z.ZodObject {
  const payload = z.looseObject(propertiesOf(fields));
  const demanding = Object.values(fields).some(({ required }) => required === true);
  return z.strictObject({
    ...propertiesOf(envelopeFields),
    event_name: z.literal(name),
    payload: demanding ? payload : payload.nullish(),
  });
}

function envelopeFaults(event: Loose): readonly string[] {
  const count = (names: readonly string[]): number => names.filter((name) => (event[name] ?? null) !== null).length;
  const faults: string[] = [];
  if (count(["event_ts", "event_ts_us"]) !== 1) faults.push("expected exactly one of event_ts and event_ts_us");
  if (count(["user_id", "anon_id"]) === 0) faults.push("expected user_id or anon_id");
  return faults;
}

function choiceFaults(event: Loose, catalogue: Catalogue<EventTables>): readonly string[] {
  const sets = catalogue.tables[String(event["event_name"])]?.oneOf;
  if (sets === undefined) return [];
  const payload = (event["payload"] ?? {}) as Loose;
  const filled = sets.map((names) => names.filter((name) => (payload[name] ?? null) !== null).length);
  const begun = filled.filter((count) => count > 0).length;
  const complete = sets.some((names, at) => filled[at] === names.length);
  return begun === 1 && complete ? [] : [`expected exactly one of: ${sets.map((names) => names.join(" and ")).join(", ")}`];
}
