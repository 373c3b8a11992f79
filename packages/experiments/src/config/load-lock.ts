import type { LockedExperiment } from "../lock/locked-experiment.ts";
import { lockFileSchema } from "../schemas/lock-file-schema.ts";
import { readWith } from "../schemas/read-with.ts";
import type { ConfigFault } from "./config-fault.ts";
import type { ConfigFile } from "./config-file.ts";
import type { YamlFile } from "./yaml-file.ts";
import { yamlFile } from "./yaml-file.ts";

/** Locked experiments by id and what is wrong with the lock file. */
export interface LoadedLock {
  readonly locked: ReadonlyMap<string, LockedExperiment>;
  /** The file, to point into; none when there is none. */
  readonly yaml: YamlFile | null;
  readonly faults: readonly ConfigFault[];
}

/** Reads the lock file, which is JSON and therefore YAML; none locks nothing. */
export function loadLock(file: ConfigFile | undefined): LoadedLock {
  if (file === undefined) return { locked: new Map(), yaml: null, faults: [] };
  const yaml = yamlFile(file);
  if (yaml.faults.length > 0) return { locked: new Map(), yaml, faults: yaml.faults };
  const read = readWith(lockFileSchema, yaml.value);
  if (read.kind === "refused") return { locked: new Map(), yaml, faults: read.findings.map(yaml.fault) };
  return { locked: new Map(Object.entries(read.value.experiments)), yaml, faults: [] };
}
