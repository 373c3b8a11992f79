import { conditionFaults, targetingOperators } from "@liftproof/assignment";
import type { LoadedGroups } from "../config/load-groups.ts";
import { nearestWord } from "../config/nearest-word.ts";
import type { Finding } from "../config/yaml-file.ts";
import type { ExperimentEntry } from "../schemas/experiment-schema.ts";
import { compiledPattern } from "../targeting/compiled-pattern.ts";
import { versionFindings } from "./version-findings.ts";

const operators = [...targetingOperators.field, ...targetingOperators.logic];

const NO_MATCHER = "--regex (regex: true in code) says that every service injects linearRegexMatcher; a page has none and shows control";

/** What targeting may lean on where the experiments run. */
export interface TargetingSupport extends Pick<LoadedGroups, "groups" | "known"> {
  readonly regex: boolean;
}

/** Mistakes in the targeting of one experiment: unknown operators and groups, operands of the wrong shape, patterns nobody can match. */
export function targetingFindings(
  { targeting }: ExperimentEntry,
  { regex, groups, known }: TargetingSupport,
): readonly Finding[] {
  if (targeting === undefined) return [];
  const names = new Set(groups.keys());
  const check = { regex, patternFault, ...(known ? { groups: names } : {}) };
  const faults = conditionFaults(targeting, check);
  if (faults.length === 0) return versionFindings(targeting, ["targeting"]);
  return faults.map(({ path, expected, got }) => {
    const at = { path: ["targeting", ...path], expected };
    if (expected.startsWith("no $regex")) return { ...at, got, hint: NO_MATCHER };
    if (got === path.at(-1) && got.startsWith("$")) return { ...at, ...misspelled(got, { known: operators, what: "operator" }) };
    if (path.at(-1) !== "$inGroup" || !known || expected !== "a saved group") return { ...at, got };
    if (names.size === 0) return { ...at, got: `unknown group ${got}`, hint: "there is no group at all: list it with its members in groups.yaml, beside the experiments or one folder up, or in the file of --groups" };
    return { ...at, ...misspelled(got, { known: [...names], what: "group" }) };
  });
}

function misspelled(
  got: string,
  { known, what }: { readonly known: readonly string[]; readonly what: string },
): Partial<Finding> & { readonly got: string } {
  const nearest = nearestWord(got, known);
  const named = `unknown ${what} ${got}`;
  return nearest === undefined ? { got: named } : { expected: `a known ${what}`, got: named, hint: `did you mean ${nearest}?` };
}

function patternFault(pattern: string): Pick<Finding, "expected" | "got"> | undefined {
  const compiled = compiledPattern(pattern);
  return compiled.kind === "compiled" ? undefined : compiled;
}
