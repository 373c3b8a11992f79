import type { UngatedDefinition } from "../config/experiment-of.ts";
import type { Finding } from "../config/yaml-file.ts";
import type { LockedExperiment } from "../lock/locked-experiment.ts";

/**
 * Whether the lock file knows what is running. One that was started without writing the lock could be
 * changed in mid-flight, and no check would have anything to compare it with.
 */
export function frozenLockFindings(
  { status, phase }: UngatedDefinition,
  locked: LockedExperiment | undefined,
): readonly Finding[] {
  if (status !== "running" || (locked?.status === "running" && locked.phase === phase)) return [];
  return [{
    path: ["status"],
    expected: `an experiment that the lock file holds as running in phase ${phase}`,
    got: locked === undefined ? "none there" : `${locked.status} in phase ${locked.phase}`,
    hint: "write it with liftproof check --write-lock and commit it",
  }];
}
