import * as z from "zod";

/** A name of a variant, a layer or a unit. */
export const idSchema: z.ZodType<string, unknown> = z
  .string({ error: "text" })
  .regex(/^(?!__proto__$)[A-Za-z0-9_.-]+$/, "letters, digits and _ . -");
