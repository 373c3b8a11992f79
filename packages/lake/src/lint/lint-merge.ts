import type { AthenaFinding } from "./athena-finding.ts";
import type { PrunedTables } from "./lint-query.ts";
import type { SqlToken } from "./sql-tokens.ts";
import { indexOfWords } from "./statement-parts.ts";

/** Findings in MERGE, which reads its target as well as its source. */
export function lintMerge(tokens: readonly SqlToken[], pruned: PrunedTables): readonly AthenaFinding[] {
  const findings: AthenaFinding[] = [];
  const by = indexOfWords(tokens, 0, "BY", "SOURCE");
  if (by !== -1) findings.push({ rule: "bad_clause", message: "MERGE: expected WHEN MATCHED and WHEN NOT MATCHED, got BY SOURCE, which Athena does not have", at: tokens[by]?.at ?? 0 });
  const target = (tokens[3]?.raw === "." ? tokens[4] : tokens[2])?.value.toLowerCase() ?? "";
  const columns = Object.hasOwn(pruned, target) ? pruned[target] : undefined;
  const on = indexOfWords(tokens, 0, "ON");
  const when = indexOfWords(tokens, 0, "WHEN");
  const condition = tokens.slice(on, when === -1 ? undefined : when);
  if (columns !== undefined && !condition.some(({ value }) => columns.includes(value.toLowerCase()))) {
    findings.push({ rule: "missing_predicate", message: `${target}: expected a bound on ${columns.join(" or ")} in ON, for MERGE reads its target too, got none, so every day of it is read`, at: tokens[2]?.at ?? 0 });
  }
  return findings;
}
