import type { UngatedDefinition } from "../config/experiment-of.ts";
import type { Finding } from "../config/yaml-file.ts";
import { canonicalJson } from "../lock/canonical-json.ts";
import type { FrozenParts, LockedExperiment } from "../lock/locked-experiment.ts";
import { lockedExperiment } from "../lock/locked-experiment.ts";

const frozen: readonly (keyof FrozenParts)[] = [
  "variants", "control", "weights", "unit", "targeting", "layer", "holdout", "prerequisites", "salt", "hash_version",
];

/**
 * Whether an experiment that has been running was changed without saying so.
 *
 * Within a phase the split, the targeting and the salt stand still, or the units of before and
 * after can no longer be read as one experiment. A change raises `phase` by exactly one. What was
 * killed runs again in the next phase only. An experiment that was a draft when it was locked has shown
 * nothing to anybody and may change. The name of one that is gone may come back with the same parts or
 * the next phase, not for another one.
 */
export function lockFindings(
  definition: UngatedDefinition,
  locked: LockedExperiment | undefined,
): readonly Finding[] {
  if (locked === undefined || locked.status === "draft") return [];
  if (definition.phase === locked.phase + 1) return [];
  if (definition.phase !== locked.phase) {
    const expected = `${locked.phase}, or ${locked.phase + 1} after a change (by the lock file)`;
    return [{ path: ["phase"], expected, got: String(definition.phase) }];
  }
  if (locked.status === "killed" && definition.status === "running") {
    return [{ path: ["status"], expected: `killed as locked, or phase: ${locked.phase + 1}, for a killed phase does not run again`, got: "running" }];
  }
  const now = lockedExperiment(definition);
  return [...narrowedFindings(definition, locked), ...frozen
    .filter((key) => locked[key] !== undefined && canonicalJson(now[key]) !== canonicalJson(locked[key]))
    .map((key) => ({
      path: [key],
      expected: `${canonicalJson(locked[key])} as locked${reuse(locked)}, or phase: ${locked.phase + 1}`,
      got: canonicalJson(now[key]),
    }))];
}

/** Lower coverage throws units out that have seen their variant; more of it moves nobody. */
function narrowedFindings({ coverage }: UngatedDefinition, locked: LockedExperiment): readonly Finding[] {
  if (locked.coverage === undefined || coverage >= locked.coverage) return [];
  return [{ path: ["coverage"], expected: `at least ${locked.coverage} as locked${reuse(locked)}, or phase: ${locked.phase + 1}`, got: String(coverage) }];
}

function reuse({ status }: LockedExperiment): string {
  return status === "retired" ? " (this exp_id had another experiment, which is gone), another exp_id" : "";
}
