import * as z from "zod";
import type { Catalogue } from "../catalogue/catalogue.ts";
import type { EventTables } from "../catalogue/event-table.ts";
import { eventSchema } from "./event-schema.ts";

/** A JSON Schema (draft 2020-12). It says what the tables say; rules across fields and on raw text are not in it. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/** The events of a catalogue as JSON Schema, for other languages and editors. */
export function eventJsonSchema(catalogue: Catalogue<EventTables>): JsonSchema {
  return z.toJSONSchema(eventSchema(catalogue)) as JsonSchema;
}
