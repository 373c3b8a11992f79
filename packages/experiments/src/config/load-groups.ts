import { groupsFileSchema } from "../schemas/groups-file-schema.ts";
import { readWith } from "../schemas/read-with.ts";
import type { ConfigFault } from "./config-fault.ts";
import type { ConfigFile } from "./config-file.ts";
import { yamlFile } from "./yaml-file.ts";

/** Saved groups and what is wrong with their file. */
export interface LoadedGroups {
  /** Members by name of the group; the `groups` of an assignment context. */
  readonly groups: ReadonlyMap<string, ReadonlySet<string | number>>;
  /** There is no file, or one that can be read, so a group that is not in it does not exist. */
  readonly known: boolean;
  readonly faults: readonly ConfigFault[];
}

/** Reads groups.yaml. Without the file there are no groups: nobody is in one, so that targeting by it would let nobody in, or everybody by `$not`. */
export function loadGroups(file: ConfigFile | undefined): LoadedGroups {
  const none = { groups: new Map(), known: false, faults: [] };
  if (file === undefined) return { ...none, known: true };
  const yaml = yamlFile(file);
  if (yaml.faults.length > 0) return { ...none, faults: yaml.faults };
  const read = readWith(groupsFileSchema, yaml.value);
  if (read.kind === "refused") return { ...none, faults: read.findings.map(yaml.fault) };
  const listed = read.value.groups;
  const faults = listed.flatMap(({ name }, index) =>
    listed.findIndex((other) => other.name === name) === index
      ? []
      : [yaml.fault({ path: ["groups", index, "name"], expected: "each group once", got: `${name} again` })]);
  return { groups: new Map(listed.map(({ name, members }) => [name, new Set(members)])), known: true, faults };
}
