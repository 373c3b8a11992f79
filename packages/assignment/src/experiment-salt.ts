import type { Experiment } from "./experiment.ts";

/**
 * The salt under which an experiment hashes: its own, else its id, followed by `#phase` from the
 * second phase on.
 */
export function experimentSalt({ expId, phase = 1, salt }: Pick<Experiment, "expId" | "phase" | "salt">): string {
  if (salt !== undefined) return salt;
  return phase === 1 ? expId : `${expId}#${phase}`;
}
