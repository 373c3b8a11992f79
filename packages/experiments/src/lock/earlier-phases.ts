import type { EarlierPhase } from "./earlier-phase.ts";
import type { LockedExperiment } from "./locked-experiment.ts";

/**
 * The phases of an experiment before the given one, from what the lock file remembers, first phase first.
 *
 * The locked phase itself is one of them once the experiment has left it; a draft has shown nothing to anybody and is none.
 */
export function earlierPhases(phase: number, locked: LockedExperiment | undefined): readonly EarlierPhase[] {
  if (locked === undefined) return [];
  const { variants, control, weights, unit, salt } = locked;
  const own = locked.status === "draft" ? [] : [{ phase: locked.phase, variants, control, weights, unit, salt }];
  return [...(locked.earlier ?? []), ...own].filter((one) => one.phase < phase);
}
