import type { ExperimentDefinition } from "../config/experiment-definition.ts";
import { canonicalJson } from "./canonical-json.ts";
import { lockedExperiment } from "./locked-experiment.ts";

/**
 * The text of the lock file, to be committed beside the experiments.
 *
 * It holds what may not change within a phase, in readable form, so that a review shows what a
 * change does. Equal definitions give equal bytes, in whatever order they come.
 */
export function lockFileText(definitions: readonly ExperimentDefinition[]): string {
  const experiments = Object.fromEntries(definitions.map((definition) => [definition.expId, lockedExperiment(definition)]));
  return `${canonicalJson({ version: 1, experiments }, 2)}\n`;
}
