import { mergeSplitPhases } from "./merge-split-phases.ts";
import type { SplitDay } from "./split-day.ts";
import type { SplitPhase } from "./split-phase.ts";

/**
 * Partial states of two machines, files or runs as one: same day, phase and arm add up.
 *
 * A sum in which nothing depends on who counted what or arrived first: `splitSequence` of the result is
 * the same for every way of cutting the units up.
 *
 * @throws RangeError when both sides know an arm of one day and phase under different weights.
 */
export function mergeSplitDays(left: readonly SplitDay[], right: readonly SplitDay[]): readonly SplitDay[] {
  const merged = new Map<number, readonly SplitPhase[]>();
  for (const { day, phases } of [...left, ...right]) merged.set(day, mergeSplitPhases(merged.get(day) ?? [], phases));
  return [...merged].sort(([a], [b]) => a - b).map(([day, phases]) => ({ day, phases }));
}
