import type { LoadedExperiment } from "../config/loaded-experiment.ts";
import { nearestWord } from "../config/nearest-word.ts";
import type { Finding, KeyPath } from "../config/yaml-file.ts";
import { isLive } from "./is-live.ts";

type Definition = LoadedExperiment["definition"];

/** The experiments that a prerequisite may be among. */
export interface KnownExperiments {
  readonly all: readonly LoadedExperiment[];
  /** Ids of all files, also of those with faults; null when one cannot be read that far. */
  readonly ids: ReadonlySet<string> | null;
}

/**
 * Prerequisites must exist, be decided for the same unit, name existing variants, not lead back to
 * the experiment, and be such that one unit can meet them all.
 */
export function prerequisiteFindings({ definition }: LoadedExperiment, { all, ids }: KnownExperiments): readonly Finding[] {
  const known = new Map(all.map((one) => [one.definition.expId, one.definition]));
  const own = (definition.prerequisites ?? []).flatMap(({ expId, variants }, index) => {
    const path = ["prerequisites", index];
    const asked = known.get(expId);
    if (asked === undefined) return ids === null || ids.has(expId) ? [] : [unknownFinding([...path, "exp_id"], expId, ids)];
    const findings: Finding[] = variants
      .filter((variant) => !asked.variants.includes(variant))
      .map((variant) => ({ path: [...path, "variants"], expected: `variants of ${expId}: ${asked.variants.join(", ")}`, got: variant }));
    if (asked.unit !== definition.unit) {
      const got = `${expId}, which asks ${asked.unit} and not ${definition.unit}`;
      findings.push({ path: [...path, "exp_id"], expected: "an experiment on the same unit", got });
    }
    if (needs(expId, known).has(definition.expId)) {
      findings.push({ path: [...path, "exp_id"], expected: "a prerequisite that does not depend on this experiment", got: expId });
    }
    return findings;
  });
  return own.length > 0 || !isLive(definition.status) ? own : exclusionFindings(definition, known);
}

/** What is not running gives nobody a variant, so whoever asks for it gets nobody; it may be about to run. */
export function idleFindings({ definition }: LoadedExperiment, all: readonly LoadedExperiment[]): readonly Finding[] {
  if (definition.status !== "running") return [];
  return (definition.prerequisites ?? []).flatMap(({ expId }, index) => {
    const asked = all.find((one) => one.definition.expId === expId)?.definition;
    if (asked === undefined || asked.status === "running") return [];
    return [{ path: ["prerequisites", index, "exp_id"], expected: "a running experiment, or nobody gets in", got: `${expId}, which is ${asked.status}` }];
  });
}

function unknownFinding(path: KeyPath, expId: string, ids: ReadonlySet<string>): Finding {
  const nearest = nearestWord(expId, [...ids]);
  return { path, expected: "an experiment among these files", got: expId, ...(nearest === undefined ? {} : { hint: `did you mean ${nearest}?` }) };
}

/** Experiments of one layer share no unit, so that nobody is in two of them: neither here and there, nor in two that are asked for. */
function exclusionFindings(definition: Definition, known: ReadonlyMap<string, Definition>): readonly Finding[] {
  const needed = [...needs(definition.expId, known)].flatMap((expId) => known.get(expId) ?? []);
  for (const [index, one] of needed.entries()) {
    const other = needed.slice(0, index).find((before) => before.layer !== undefined && one.layer?.id === before.layer.id && apart(before.layer.slots, one.layer.slots));
    if (other === undefined) continue;
    const first = (definition.prerequisites ?? []).findIndex(({ expId }) => needs(expId, known).has(one.expId));
    const who = other.expId === definition.expId ? "it and its prerequisite" : `its prerequisites ${other.expId} and`;
    const got = `${one.expId}: nobody can be in ${who} ${one.expId}, which share layer ${one.layer?.id ?? ""} with slots apart`;
    return [{ path: ["prerequisites", first, "exp_id"], expected: "prerequisites that one unit can meet", got }];
  }
  return [];
}

function apart(a: readonly [number, number], b: readonly [number, number]): boolean {
  return a[1] <= b[0] || b[1] <= a[0];
}

/** An experiment and all it asks for, directly or by way of others. */
function needs(from: string, known: ReadonlyMap<string, Definition>): ReadonlySet<string> {
  const seen = new Set([from]);
  // A set keeps on iterating over what is added meanwhile.
  for (const expId of seen) for (const { expId: next } of known.get(expId)?.prerequisites ?? []) seen.add(next);
  return seen;
}
