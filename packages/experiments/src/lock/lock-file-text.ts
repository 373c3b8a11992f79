import type { ExperimentDefinition } from "../config/experiment-definition.ts";
import { canonicalJson } from "./canonical-json.ts";
import type { LockedExperiment } from "./locked-experiment.ts";

/**
 * The text of the lock file, to be committed beside the experiments.
 *
 * It holds what may not change in silence within a phase, in readable form, so that a review shows what a
 * change does. Equal definitions give equal bytes, in whatever order they come.
 *
 * @param previous - `locked` of the loaded config: an experiment that is gone stays as `retired`,
 *   so that its name is not taken by another one whose events would mix with its own. A draft that
 *   is gone has shown nothing to anybody and leaves nothing behind, unless it was to be a later phase.
 */
export function lockFileText(
  definitions: readonly ExperimentDefinition[],
  previous: ReadonlyMap<string, LockedExperiment> = new Map(),
): string {
  const retired = [...previous]
    .filter(([, { status, earlier }]) => status !== "draft" || earlier !== undefined)
    .map(([expId, entry]) => [expId, { ...entry, status: "retired" }]);
  const experiments: unknown = Object.fromEntries([...retired, ...definitions.map(({ expId, lockEntry }) => [expId, lockEntry])]);
  return `${canonicalJson({ version: 1, experiments }, 2)}\n`;
}
