import * as z from "zod";

/** A JSON Schema document as plain data. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/** What a file must look like, as JSON Schema 2020-12; rules across keys are beyond it. */
export function jsonSchemaOf(schema: z.ZodType): JsonSchema {
  return z.toJSONSchema(schema, { io: "input", unrepresentable: "any" }) as JsonSchema;
}
