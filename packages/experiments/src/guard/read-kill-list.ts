import type { ConfigFault } from "../config/config-fault.ts";
import type { ConfigFile } from "../config/config-file.ts";
import { yamlFile } from "../config/yaml-file.ts";
import { killListSchema } from "../schemas/kill-list-schema.ts";
import { readWith } from "../schemas/read-with.ts";
import type { Kill } from "./kill-list.ts";

/** Kills, or what is wrong with the text. A poller keeps its last good list on faults. */
export type ReadKillList =
  | { readonly kind: "read"; readonly kills: readonly Kill[] }
  | { readonly kind: "refused"; readonly faults: readonly ConfigFault[] };

/** Reads the text of a kill list, which is JSON and therefore YAML. */
export function readKillList(file: ConfigFile): ReadKillList {
  const json = yamlFile(file);
  if (json.faults.length > 0) return { kind: "refused", faults: json.faults };
  const read = readWith(killListSchema, json.value);
  if (read.kind === "refused") return { kind: "refused", faults: read.findings.map(json.fault) };
  return { kind: "read", kills: read.value.kills };
}
