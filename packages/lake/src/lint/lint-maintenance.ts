import type { AthenaFinding } from "./athena-finding.ts";
import type { SqlToken } from "./sql-tokens.ts";
import { areAt } from "./statement-parts.ts";

/** Findings in OPTIMIZE and VACUUM, which want the bare table name and nothing else. */
export function lintMaintenance(tokens: readonly SqlToken[], hasComment: boolean): readonly AthenaFinding[] {
  const findings: AthenaFinding[] = tokens
    .filter(({ kind }) => kind === "quoted" || kind === "ticked")
    .map((token) => ({ rule: "maintenance_text", message: `${token.raw}: expected a bare database.table in ${tokens[0]?.value ?? ""}, got quotes around it`, at: token.at }));
  if (hasComment) findings.push({ rule: "maintenance_text", message: `${tokens[0]?.value ?? ""}: expected no comment, which it was seen to fail on, got one`, at: 0 });
  const behind = tokens[2]?.raw === "." ? 4 : 2;
  const isWhole = areAt(tokens, 0, "VACUUM") ? tokens.length === behind : areAt(tokens, behind, "REWRITE", "DATA", "USING", "BIN_PACK");
  if (!isWhole) findings.push({ rule: "maintenance_text", message: `expected VACUUM table or OPTIMIZE table REWRITE DATA USING BIN_PACK [WHERE ...], got something else`, at: tokens[behind]?.at ?? 0 });
  return findings;
}
