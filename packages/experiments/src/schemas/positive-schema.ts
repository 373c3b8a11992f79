import * as z from "zod";

/** A finite number above zero. */
export const positiveSchema: z.ZodType<number, unknown> = z
  .number({ error: "a positive number" })
  .gt(0, "a positive number");
