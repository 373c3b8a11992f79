import type { AthenaFinding } from "./athena-finding.ts";
import { lintPartitioning } from "./lint-partitioning.ts";
import type { SqlToken } from "./sql-tokens.ts";
import { sqlTokens } from "./sql-tokens.ts";
import { closingOf, indexOfWords, itemsOf } from "./statement-parts.ts";

/** Properties of Hive tables that say nothing of an Iceberg table. */
const ofHive = new Set(["EXTERNAL_LOCATION", "PARTITIONED_BY", "BUCKETED_BY", "BUCKET_COUNT"]);

/** Findings in a CREATE TABLE AS whose name stands at `named` and whose query begins behind `as`. */
export function lintCreateAs(tokens: readonly SqlToken[], { named, as }: { readonly named: number; readonly as: number }): readonly AthenaFinding[] {
  const start = indexOfWords(tokens.slice(0, as), named, "WITH");
  const findings: AthenaFinding[] = tokens
    .slice(named, start === -1 ? as : start)
    .filter(({ kind }) => kind === "quoted" || kind === "ticked")
    .map((token) => ({ rule: "wrong_quotes", message: `${token.raw}: expected a bare table name in CREATE TABLE AS, got quotes around it`, at: token.at }));
  if (start === -1) return [...findings, { rule: "bad_clause", message: "expected WITH (table_type = 'ICEBERG', is_external = false, location = 's3://your-bucket/folder/') before AS, got none, which makes a Hive table", at: tokens[named]?.at ?? 0 }];
  const items = itemsOf(tokens, start + 2, closingOf(tokens, start + 1));
  for (const [key] of items) {
    if (key !== undefined && ofHive.has(key.value)) findings.push({ rule: "bad_clause", message: `${key.raw}: expected location and partitioning for an Iceberg table, got a property of Hive tables`, at: key.at });
  }
  const valueOf = (name: string): readonly SqlToken[] | undefined => items.find(([key]) => key?.value === name)?.slice(2);
  if (valueOf("TABLE_TYPE")?.[0]?.value.toUpperCase() !== "ICEBERG") findings.push({ rule: "bad_clause", message: "expected table_type = 'ICEBERG' in WITH, got none, which makes a Hive table", at: tokens[start]?.at ?? 0 });
  if (valueOf("LOCATION") === undefined) findings.push({ rule: "bad_clause", message: "expected location = 's3://your-bucket/folder/' in WITH, got none", at: tokens[start]?.at ?? 0 });
  const partitions = (valueOf("PARTITIONING") ?? []).filter(({ kind }) => kind === "text");
  const transforms = partitions.map((literal) => sqlTokens(literal.value).tokens.map((token) => ({ ...token, at: literal.at })));
  return [...findings, ...lintPartitioning(transforms, { columns: null, bucketFirst: false })];
}
