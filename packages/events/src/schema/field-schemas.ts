import * as z from "zod";
import type { FieldKind } from "../fields/field-kind.ts";
import { parseInstant } from "../instant/parse-instant.ts";

const safe = z.number().min(-Number.MAX_SAFE_INTEGER).max(Number.MAX_SAFE_INTEGER);
const natural = z.int().min(0);

/** The zod schema of every field kind. */
export const fieldSchemas: Readonly<Record<FieldKind, z.ZodType>> = {
  id: z.string().min(1).max(512).regex(/^\P{Cc}*$/u),
  text: z.string(),
  integer: z.int(),
  natural,
  micros: natural,
  number: safe,
  boolean: z.boolean(),
  currency: z.string().regex(/^[A-Z]{3}$/),
  instant: z.string().refine((text) => parseInstant(text) !== null, "expected ISO 8601 with seconds, a zone and at most six decimals"),
  version: z.int().min(1).max(0x7fff_ffff),
  labels: z.record(z.string(), z.union([z.string(), z.boolean(), z.null()])),
  object: z.record(z.string(), z.unknown()),
};
