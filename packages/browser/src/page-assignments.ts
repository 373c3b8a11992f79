import { coverageCut, cutPoints, type Experiment, experimentSalt, murmur3, unitIdFault } from "@liftproof/assignment";
import type { PageAssignment } from "./page-data.ts";

/** An experiment that a page can decide alone: who is targeted, and what other experiments decided, is known on the server. */
export type PageExperiment = Omit<Experiment, "targeting" | "prerequisites">;

/**
 * What a unit is given, by experiment id, for `createCapture({ data: { assignments } })`, where no server renders the variants.
 *
 * Decides as `assign` of `@liftproof/assignment` does, by the same hash and cut points. Experiments with targeting or
 * prerequisites let nobody in here; so does, on public pages, the lack of an identity that only a server can vouch for.
 *
 * @param nowUs - Microseconds UTC; absent, schedules are not judged.
 * @throws RangeError when weights or shares are no such; validated config never does.
 */
export function pageAssignments(experiments: readonly PageExperiment[], unitId: string, nowUs?: number): Record<string, PageAssignment> {
  const assignments: Record<string, PageAssignment> = {};
  if (unitIdFault(unitId) !== undefined) return assignments;
  for (const experiment of experiments) {
    const { expId, variants, weights, phase = 1 } = experiment;
    const control = experiment.control ?? variants[0] ?? "";
    const reason = reasonOutside(experiment, unitId, nowUs) ?? "assigned";
    const isDrawn = reason === "assigned" && variants.length > 1;
    const bucket = isDrawn ? murmur3("assign", experimentSalt(experiment), unitId) : null;
    const arm = bucket === null ? 0 : cutPoints(weights).findIndex((cut) => bucket < cut);
    const variant = (reason === "assigned" ? variants[arm] : undefined) ?? control;
    assignments[expId] = { variant, control, phase, reason, bucket, hash_version: 1 };
  }
  return assignments;
}

/** Why a unit stays outside, in the order of `assign`; undefined when it does not. */
function reasonOutside(experiment: Experiment, unitId: string, nowUs: number | undefined): string | undefined {
  const { status, publicSeo, startUs = 0, endUs = Infinity, holdout, prerequisites, targeting, layer, coverage = 1 } = experiment;
  const isIn = (purpose: "layer" | "coverage", salt: string, [from, to]: readonly [number, number]): boolean => {
    const point = murmur3(purpose, salt, unitId);
    return coverageCut(from) <= point && point < coverageCut(to);
  };
  if (status === "killed") return status;
  if (publicSeo) return "no_identity_control";
  if (status !== "running") return status;
  if (nowUs !== undefined && nowUs < startUs) return "not_started";
  if (nowUs !== undefined && nowUs >= endUs) return "ended";
  if (holdout && isIn("layer", holdout.id, [0, holdout.share])) return "holdout";
  if (prerequisites?.length) return "prerequisite";
  if (targeting) return "not_targeted";
  if (layer && !isIn("layer", layer.id, layer.slots)) return "outside_layer";
  return isIn("coverage", experimentSalt(experiment), [0, coverage]) ? undefined : "outside_coverage";
}
