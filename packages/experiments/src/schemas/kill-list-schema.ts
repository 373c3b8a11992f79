import * as z from "zod";
import type { Kill } from "../guard/kill-list.ts";
import { idSchema } from "./id-schema.ts";

/** Schema of a stored kill list. */
export const killListSchema: z.ZodType<{ readonly version: 1; readonly kills: readonly Kill[] }, unknown> = z.strictObject(
  {
    version: z.literal(1, { error: "1" }),
    kills: z.array(
      z.strictObject(
        {
          expId: idSchema,
          phase: z.int({ error: "a whole number" }).gte(1, "a whole number of at least 1"),
          reason: z.string({ error: "text" }).min(1, "a reason"),
          atUs: z.int({ error: "microseconds UTC" }),
        },
        { error: "a record with expId, phase, reason and atUs" },
      ),
      { error: "a list of kills" },
    ),
  },
  { error: "a kill list as written by killListText" },
);
