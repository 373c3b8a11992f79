import * as z from "zod";
import { idSchema } from "./id-schema.ts";

/** surfaces.yaml as written. */
export interface SurfacesEntry {
  readonly surfaces: readonly {
    readonly name: string;
    readonly public_seo?: boolean | undefined;
    readonly protected?: boolean | undefined;
  }[];
  readonly units?: readonly string[] | undefined;
}

const truth = z.boolean({ error: "true or false" });

/** Schema of surfaces.yaml. */
export const surfacesFileSchema: z.ZodType<SurfacesEntry, unknown> = z.strictObject(
  {
    surfaces: z.array(
      z.strictObject({ name: idSchema, public_seo: truth.optional(), protected: truth.optional() }, { error: "a record with name" }),
      { error: "a list of surfaces" },
    ),
    units: z.array(idSchema, { error: "a list of unit names" }).optional().describe("Units beside identity, anonymous and session"),
  },
  { error: "a record with the key surfaces" },
);
