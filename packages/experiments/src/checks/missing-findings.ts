import type { Finding } from "../config/yaml-file.ts";
import type { LockedExperiment } from "../lock/locked-experiment.ts";

/** What the lock file holds of experiments that have no file any more. */
export interface MissingFindings {
  readonly faults: readonly Finding[];
  readonly notes: readonly Finding[];
}

/**
 * An experiment that runs and whose file is gone, or has another exp_id now: services would drop it
 * with everybody in it, or draw everybody anew under the new name, and nobody would have said that it ended.
 *
 * @param present - Ids of all files, also of those with faults.
 */
export function missingFindings(locked: ReadonlyMap<string, LockedExperiment>, present: ReadonlySet<string>): MissingFindings {
  const gone = [...locked].filter(([expId]) => !present.has(expId));
  const at = (expId: string): Finding["path"] => ["experiments", expId];
  return {
    faults: gone.filter(([, { status }]) => status === "running").map(([expId, { phase }]) => ({
      path: at(expId),
      expected: `a file with exp_id: ${expId}, for the lock file holds it as running in phase ${phase}`,
      got: "none",
      hint: "bring it back and stop it first (status: stopped, then liftproof check --write-lock); after that the file may go or be renamed",
    })),
    notes: gone.filter(([, { status }]) => status === "stopped" || status === "killed").map(([expId, { status }]) => ({
      path: at(expId),
      expected: `a file with exp_id: ${expId}, which the lock file holds as ${status}`,
      got: "none; it is to be kept as retired",
    })),
  };
}
