import type { LoadedExperiment } from "../config/loaded-experiment.ts";
import type { Finding } from "../config/yaml-file.ts";
import { isLive } from "./is-live.ts";

/**
 * What may be there once: an exp_id, and the salt of an experiment that takes traffic.
 *
 * The first file with an exp_id is as wrong as the second: none of them may be served. Two live
 * experiments of one salt would give each unit the same draw twice, so that the arms of one are the
 * arms of the other.
 */
export function duplicateFindings(
  { definition, yaml }: LoadedExperiment,
  all: readonly LoadedExperiment[],
): readonly Finding[] {
  const { expId, salt, status } = definition;
  const others = all.filter((other) => other.yaml !== yaml);
  const sameId = others.filter((other) => other.definition.expId === expId);
  if (sameId.length > 0) return [{ path: ["exp_id"], expected: "an exp_id of its own", got: `${expId}, which ${pathsOf(sameId)} has too` }];
  const sameSalt = others.filter((other) => other.definition.salt === salt && isLive(other.definition.status));
  if (!isLive(status) || sameSalt.length === 0) return [];
  return [{ path: ["salt"], expected: "a salt of its own", got: `${salt}, which ${pathsOf(sameSalt)} has too` }];
}

function pathsOf(experiments: readonly LoadedExperiment[]): string {
  return experiments.map(({ yaml }) => yaml.path).join(", ");
}
