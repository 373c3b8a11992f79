import type { LoadedExperiment } from "../config/loaded-experiment.ts";
import type { Finding } from "../config/yaml-file.ts";

/** Prerequisites must exist, be decided for the same unit, name existing variants, and not lead back to the experiment. */
export function prerequisiteFindings(
  { definition }: LoadedExperiment,
  all: readonly LoadedExperiment[],
): readonly Finding[] {
  const known = new Map(all.map((one) => [one.definition.expId, one.definition]));
  return (definition.prerequisites ?? []).flatMap(({ expId, variants }, index) => {
    const path = ["prerequisites", index];
    const asked = known.get(expId);
    if (asked === undefined) return [{ path: [...path, "exp_id"], expected: "an experiment among these files", got: expId }];
    const findings: Finding[] = variants
      .filter((variant) => !asked.variants.includes(variant))
      .map((variant) => ({ path: [...path, "variants"], expected: `variants of ${expId}: ${asked.variants.join(", ")}`, got: variant }));
    if (asked.unit !== definition.unit) {
      const got = `${expId}, which asks ${asked.unit} and not ${definition.unit}`;
      findings.push({ path: [...path, "exp_id"], expected: "an experiment on the same unit", got });
    }
    if (leadsTo(expId, definition.expId, known)) {
      findings.push({ path: [...path, "exp_id"], expected: "a prerequisite that does not depend on this experiment", got: expId });
    }
    return findings;
  });
}

function leadsTo(from: string, goal: string, known: ReadonlyMap<string, LoadedExperiment["definition"]>): boolean {
  const seen = new Set<string>();
  const waiting = [from];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (next === goal) return true;
    if (seen.has(next)) continue;
    seen.add(next);
    waiting.push(...(known.get(next)?.prerequisites ?? []).map(({ expId }) => expId));
  }
  return false;
}
