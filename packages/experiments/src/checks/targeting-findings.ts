import { conditionFaults, targetingOperators } from "@liftproof/assignment";
import { nearestWord } from "../config/nearest-word.ts";
import type { Finding } from "../config/yaml-file.ts";
import type { ExperimentEntry } from "../schemas/experiment-schema.ts";

const operators = [...targetingOperators.field, ...targetingOperators.logic];

/** Mistakes in the targeting of one experiment: unknown operators, operands of the wrong shape. */
export function targetingFindings({ targeting }: ExperimentEntry, { regex }: { readonly regex: boolean }): readonly Finding[] {
  if (targeting === undefined) return [];
  return conditionFaults(targeting, { regex }).map(({ path, expected, got }) => {
    const nearest = got.startsWith("$") ? nearestWord(got, operators) : undefined;
    return {
      path: ["targeting", ...path],
      expected: nearest === undefined ? expected : "a known operator",
      got: got.startsWith("$") ? `unknown operator ${got}` : got,
      ...(nearest === undefined ? {} : { hint: `did you mean ${nearest}?` }),
    };
  });
}
