import type { LoadedExperiment } from "../config/loaded-experiment.ts";
import type { Finding } from "../config/yaml-file.ts";
import { isLive } from "./is-live.ts";

/**
 * Experiments of one layer must have slots apart and one unit. Those that are stopped or killed
 * take no traffic and are left out; a draft holds its slot.
 */
export function layerFindings(
  { definition, yaml }: LoadedExperiment,
  all: readonly LoadedExperiment[],
): readonly Finding[] {
  const { layer, unit } = definition;
  if (layer === undefined || !isLive(definition.status)) return [];
  return all.flatMap((other) => {
    const theirs = other.definition.layer;
    if (other.yaml === yaml || theirs?.id !== layer.id || !isLive(other.definition.status)) return [];
    const name = `${other.definition.expId} (${other.yaml.path})`;
    const findings: Finding[] = [];
    if (layer.slots[0] < theirs.slots[1] && theirs.slots[0] < layer.slots[1]) {
      const got = `[${layer.slots.join(", ")}], which overlaps [${theirs.slots.join(", ")}] of ${name}`;
      findings.push({ path: ["layer", "slots"], expected: `slots apart from every other experiment in layer ${layer.id}`, got });
    }
    if (other.definition.unit !== unit) {
      const got = `${unit}, while ${name} has ${other.definition.unit}: two hashes exclude nobody`;
      findings.push({ path: ["unit"], expected: `one unit for all experiments in layer ${layer.id}`, got });
    }
    return findings;
  });
}
