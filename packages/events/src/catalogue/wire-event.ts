import type { envelopeFields } from "../envelope-fields.ts";
import type { RequiredName, ValueOf } from "../fields/field-kind.ts";
import type { Catalogue } from "./catalogue.ts";
import type { EventTable, EventTables } from "./event-table.ts";
import type { standardEvents } from "./standard-events.ts";

type Envelope = Omit<ValueOf<typeof envelopeFields>, "event_name" | "payload">;

/** The payload of one event: its known fields, and any others. */
export type PayloadOf<Table extends EventTable> = ValueOf<Table["fields"]> & Readonly<Record<string, unknown>>;

type PayloadProperty<Table extends EventTable> = [RequiredName<Table["fields"]>] extends [never]
  ? { readonly payload?: PayloadOf<Table> | null }
  : { readonly payload: PayloadOf<Table> };

/** One event as a sender writes it, before it becomes a line of JSON. */
export type WireEventOf<Tables extends EventTables> = {
  [Name in keyof Tables & string]: Envelope & { readonly event_name: Name } & PayloadProperty<Tables[Name]>;
}[keyof Tables & string];

/** An event of a catalogue, by default the standard one. Write `WireEvent<typeof myCatalogue>` for an extended one. */
export type WireEvent<Of extends Catalogue<EventTables> = Catalogue<typeof standardEvents>> = WireEventOf<Of["tables"]>;
