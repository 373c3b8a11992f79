import * as z from "zod";

/** A share in [0, 1]. */
export const shareSchema: z.ZodType<number, unknown> = z
  .number({ error: "a share in [0, 1]" })
  .gte(0, "a share in [0, 1]")
  .lte(1, "a share in [0, 1]");
