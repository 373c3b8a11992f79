import * as z from "zod";
import { dateMicros } from "../config/date-micros.ts";

/** An ISO date, or an instant with its zone. */
export const dateTextSchema: z.ZodType<string, unknown> = z
  .string({ error: "a date such as 2026-12-01" })
  .refine((text) => dateMicros(text) !== undefined, "a date such as 2026-12-01 or an instant such as 2026-12-01T09:00:00Z");
