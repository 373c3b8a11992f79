import * as z from "zod";
import { idSchema } from "./id-schema.ts";

/** groups.yaml as written. */
export interface GroupsEntry {
  readonly groups: readonly { readonly name: string; readonly members: readonly (string | number)[] }[];
}

/** Schema of groups.yaml. */
export const groupsFileSchema: z.ZodType<GroupsEntry, unknown> = z.strictObject(
  {
    groups: z.array(
      z.strictObject(
        {
          name: idSchema,
          members: z.array(z.union([z.string(), z.number()], { error: "text or a number" }), { error: "a list of members" })
            .describe("Values of the attribute that is held against the group"),
        },
        { error: "a record with name and members" },
      ),
      { error: "a list of groups" },
    ),
  },
  { error: "a record with the key groups" },
);
