import { experimentSchema } from "../schemas/experiment-schema.ts";
import { readWith } from "../schemas/read-with.ts";
import type { ConfigFault } from "./config-fault.ts";
import { experimentOf } from "./experiment-of.ts";
import type { LoadedExperiment } from "./loaded-experiment.ts";
import type { LoadedSurfaces } from "./load-surfaces.ts";
import type { YamlFile } from "./yaml-file.ts";

/** One file of an experiment: what it says, or what is wrong with it. */
export interface ReadExperiment {
  readonly experiment?: LoadedExperiment;
  /** Its exp_id, also where the rest is refused; null when it cannot be read that far. */
  readonly expId: string | null;
  readonly faults: readonly ConfigFault[];
}

/** Holds one file against the shape of an experiment; rules across keys and files come later. */
export function readExperiment(yaml: YamlFile, { surfaces }: LoadedSurfaces): ReadExperiment {
  if (yaml.faults.length > 0) return { expId: null, faults: yaml.faults };
  const read = readWith(experimentSchema, yaml.value);
  if (read.kind === "refused") return { expId: writtenId(yaml.value), faults: read.findings.map(yaml.fault) };
  const publicSeo = surfaces.get(read.value.surface)?.publicSeo ?? false;
  const definition = experimentOf(read.value, { file: yaml.path, publicSeo });
  return { experiment: { yaml, entry: read.value, definition }, expId: definition.expId, faults: [] };
}

function writtenId(value: unknown): string | null {
  if (typeof value !== "object" || value === null || !Object.hasOwn(value, "exp_id")) return null;
  const id = (value as { readonly exp_id: unknown }).exp_id;
  return typeof id === "string" ? id : null;
}
