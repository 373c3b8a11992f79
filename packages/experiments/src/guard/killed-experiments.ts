import type { Experiment } from "@liftproof/assignment";
import type { Kill } from "./kill-list.ts";

/**
 * Ids of the experiments that must serve control, for the `killed` set of an assignment.
 *
 * A kill holds until the experiment enters a later phase. A kill of an experiment that is not listed
 * holds as well: its config may arrive later than the kill.
 */
export function killedExperiments(
  kills: readonly Kill[],
  experiments: readonly Pick<Experiment, "expId" | "phase">[],
): ReadonlySet<string> {
  const phases = new Map(experiments.map(({ expId, phase = 1 }) => [expId, phase]));
  return new Set(kills.filter(({ expId, phase }) => phase >= (phases.get(expId) ?? phase)).map(({ expId }) => expId));
}
