import type * as z from "zod";
import type { FieldTable } from "../fields/field-kind.ts";
import { fieldSchemas } from "./field-schemas.ts";

/** The properties of a field table as zod schemas; optional ones may be null. */
export function propertiesOf(fields: FieldTable): Record<string, z.ZodType> {
  const properties = Object.entries(fields).map(([name, { kind, required }]): [string, z.ZodType] => {
    const schema = fieldSchemas[kind];
    return [name, required === true ? schema : schema.nullish()];
  });
  return Object.fromEntries(properties);
}
