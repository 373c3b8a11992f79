import type { ExperimentStatus } from "@liftproof/assignment";

/** Whether an experiment takes traffic or is about to: a draft holds its place, a stopped or killed one has given it up. */
export function isLive(status: ExperimentStatus): boolean {
  return status === "running" || status === "draft";
}
