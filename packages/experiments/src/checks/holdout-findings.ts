import type { LoadedExperiment } from "../config/loaded-experiment.ts";
import type { Finding } from "../config/yaml-file.ts";

/**
 * A holdout is one group of units for everybody who names it: one share, one unit. Its hash is that
 * of a layer, so a layer of the same name would share its units with the holdout and not be cut by chance.
 */
export function holdoutFindings(
  { definition, yaml }: LoadedExperiment,
  all: readonly LoadedExperiment[],
): readonly Finding[] {
  const { holdout, layer, unit } = definition;
  return all.flatMap((other) => {
    const { holdout: theirs, layer: theirLayer, expId } = other.definition;
    const name = `${expId} (${other.yaml.path})`;
    const findings: Finding[] = [];
    if (holdout !== undefined && theirLayer?.id === holdout.id) {
      findings.push({ path: ["holdout", "id"], expected: "a name that is not a layer's", got: `${holdout.id}, the layer of ${name}` });
    }
    if (layer !== undefined && theirs?.id === layer.id && other.yaml !== yaml) {
      findings.push({ path: ["layer", "id"], expected: "a name that is not a holdout's", got: `${layer.id}, the holdout of ${name}` });
    }
    if (holdout === undefined || other.yaml === yaml || theirs?.id !== holdout.id) return findings;
    if (theirs.share !== holdout.share) {
      findings.push({ path: ["holdout", "share"], expected: `one share for the whole holdout ${holdout.id}`, got: `${holdout.share}, while ${name} has ${theirs.share}` });
    }
    if (other.definition.unit !== unit) {
      findings.push({ path: ["unit"], expected: `one unit for all experiments with the holdout ${holdout.id}`, got: `${unit}, while ${name} has ${other.definition.unit}` });
    }
    return findings;
  });
}
