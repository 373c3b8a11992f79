import type { KnownSurfaces } from "../checks/surface-findings.ts";
import { readWith } from "../schemas/read-with.ts";
import { surfacesFileSchema } from "../schemas/surfaces-file-schema.ts";
import type { ConfigFault } from "./config-fault.ts";
import type { ConfigFile } from "./config-file.ts";
import { yamlFile } from "./yaml-file.ts";

/** What surfaces.yaml says and what is wrong with it. */
export interface LoadedSurfaces extends KnownSurfaces {
  readonly faults: readonly ConfigFault[];
}

/** Reads surfaces.yaml. Without the file every surface is allowed that is not protected by its name. */
export function loadSurfaces(file: ConfigFile | undefined): LoadedSurfaces {
  const none = { surfaces: new Map(), units: null, declared: false, faults: [] };
  if (file === undefined) return { ...none, units: [] };
  const yaml = yamlFile(file);
  if (yaml.faults.length > 0) return { ...none, faults: yaml.faults };
  const read = readWith(surfacesFileSchema, yaml.value);
  if (read.kind === "refused") return { ...none, faults: read.findings.map(yaml.fault) };
  const listed = read.value.surfaces;
  const faults = listed.flatMap(({ name }, index) =>
    listed.findIndex((other) => other.name === name) === index
      ? []
      : [yaml.fault({ path: ["surfaces", index, "name"], expected: "each surface once", got: `${name} again` })]);
  const surfaces = listed.map((one) =>
    [one.name, { name: one.name, publicSeo: one.public_seo ?? false, protected: one.protected ?? null }] as const);
  return { surfaces: new Map(surfaces), units: read.value.units ?? [], declared: true, faults };
}
