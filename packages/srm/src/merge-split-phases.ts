import type { ArmCount } from "./arm-count.ts";
import type { SplitPhase } from "./split-phase.ts";

/**
 * Counts of two disjoint sets of units as one: same phase and arm add up, the rest stands beside.
 *
 * The order of merging and of shards does not matter to any verdict; phases come out in ascending order.
 *
 * @throws RangeError when both sides know an arm of a phase under different weights: that is two phases
 * under one number, and no test of their sum means anything.
 */
export function mergeSplitPhases(left: readonly SplitPhase[], right: readonly SplitPhase[]): readonly SplitPhase[] {
  const merged = new Map<number, Map<string, ArmCount>>();
  for (const { phase, arms } of [...left, ...right]) {
    const known = merged.get(phase) ?? new Map<string, ArmCount>();
    for (const arm of arms) known.set(arm.arm, joined(known.get(arm.arm), arm));
    merged.set(phase, known);
  }
  return [...merged]
    .sort(([a], [b]) => a - b)
    .map(([phase, arms]) => ({ phase, arms: [...arms.values()] }));
}

function joined(known: ArmCount | undefined, arm: ArmCount): ArmCount {
  if (known === undefined) return arm;
  if (known.weight !== arm.weight) {
    throw new RangeError(
      `weight: expected one weight for arm ${arm.arm} within a phase, got ${known.weight} and ${arm.weight}`,
    );
  }
  return { ...arm, units: known.units + arm.units };
}
