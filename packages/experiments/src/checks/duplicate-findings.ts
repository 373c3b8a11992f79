import type { LoadedExperiment } from "../config/loaded-experiment.ts";
import type { Finding } from "../config/yaml-file.ts";

/** The second and later files with one exp_id, and also the first: none of them may be served. */
export function duplicateFindings(
  { definition, yaml }: LoadedExperiment,
  all: readonly LoadedExperiment[],
): readonly Finding[] {
  const others = all.filter((other) => other.definition.expId === definition.expId && other.yaml !== yaml);
  if (others.length === 0) return [];
  const where = others.map((other) => other.yaml.path).join(", ");
  return [{ path: ["exp_id"], expected: "an exp_id of its own", got: `${definition.expId}, which ${where} has too` }];
}
