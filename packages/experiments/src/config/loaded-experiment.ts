import type { ExperimentEntry } from "../schemas/experiment-schema.ts";
import type { UngatedDefinition } from "./experiment-of.ts";
import type { YamlFile } from "./yaml-file.ts";

/** An experiment of the right shape, with what is needed to point at a mistake in its file. */
export interface LoadedExperiment {
  readonly yaml: YamlFile;
  readonly entry: ExperimentEntry;
  readonly definition: UngatedDefinition;
}
