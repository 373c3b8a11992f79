import type { AthenaFinding } from "./athena-finding.ts";
import { lintPartitioning } from "./lint-partitioning.ts";
import { reservedInDdl } from "./reserved-words.ts";
import type { SqlToken } from "./sql-tokens.ts";
import { areAt, closingOf, indexOfWords, itemsOf } from "./statement-parts.ts";

/** Types of Athena's Iceberg tables. */
const types = new Set(["BINARY", "BOOLEAN", "DATE", "DECIMAL", "DOUBLE", "FLOAT", "INT", "BIGINT", "ARRAY", "MAP", "STRING", "STRUCT", "TIMESTAMP"]);
/** Table properties; others are refused. */
const properties = new Set([
  "table_type", "format", "write_compression", "optimize_rewrite_data_file_threshold", "optimize_rewrite_delete_file_threshold", "vacuum_min_snapshots_to_keep", "vacuum_max_snapshot_age_seconds",
  "vacuum_max_metadata_files_to_keep", "write_target_data_file_size_bytes", "optimize_rewrite_min_data_file_size_bytes", "optimize_rewrite_max_data_file_size_bytes",
]);

/** Findings in a CREATE TABLE that has columns of its own. `named` is the index of the table's name. */
export function lintCreateTable(tokens: readonly SqlToken[], named: number): readonly AthenaFinding[] {
  const findings: AthenaFinding[] = [];
  const find = (rule: AthenaFinding["rule"], token: SqlToken | undefined, message: string): void => void findings.push({ rule, message, at: token?.at ?? 0 });
  const open = indexOfWords(tokens, named, "(");
  if (open === -1) return [{ rule: "bad_clause", message: "expected columns in parentheses behind the table's name, got none", at: tokens[named]?.at ?? 0 }];
  const close = closingOf(tokens, open);
  const columns = itemsOf(tokens, open + 1, close);
  findings.push(...lintColumns(columns));
  for (const token of tokens.slice(0, named)) if (token.value === "EXTERNAL") find("bad_clause", token, "EXTERNAL: expected CREATE TABLE for Iceberg, got CREATE EXTERNAL TABLE, which is refused");
  const clauses = clauseIndexes(tokens, close + 1);
  for (const word of ["TABLE_FORMAT", "STORED", "ROW", "CLUSTERED", "BUCKETED", "WITH"]) {
    const at = indexOfWords(tokens, close + 1, word);
    if (at !== -1) find("bad_clause", tokens[at], `${word}: expected PARTITIONED BY, LOCATION and TBLPROPERTIES only, got a clause that Iceberg tables do not have; say 'table_type'='ICEBERG' in TBLPROPERTIES`);
  }
  if (clauses.location === -1) find("bad_clause", tokens[close], "LOCATION: expected LOCATION 's3://your-bucket/folder/' behind the columns, got none");
  if (clauses.properties === -1) find("bad_clause", tokens[close], "TBLPROPERTIES: expected TBLPROPERTIES ('table_type'='ICEBERG') at the end, got none, which makes a Hive table");
  const order = [clauses.partitioned, clauses.location, clauses.properties].filter((at) => at !== -1);
  if (order.some((at, place) => place > 0 && at < (order[place - 1] ?? 0))) find("bad_clause", tokens[Math.min(...order)], "expected the clauses as PARTITIONED BY, LOCATION, TBLPROPERTIES, got another order");
  if (clauses.properties !== -1) findings.push(...lintProperties(tokens, clauses.properties));
  if (clauses.partitioned !== -1) {
    const start = clauses.partitioned + 2;
    findings.push(...lintPartitioning(itemsOf(tokens, start + 1, closingOf(tokens, start)), { columns: new Set(columns.map(([name]) => nameOf(name))), bucketFirst: true }));
  }
  return findings;
}

function clauseIndexes(tokens: readonly SqlToken[], from: number): { readonly partitioned: number; readonly location: number; readonly properties: number } {
  return { partitioned: indexOfWords(tokens, from, "PARTITIONED", "BY"), location: indexOfWords(tokens, from, "LOCATION"), properties: indexOfWords(tokens, from, "TBLPROPERTIES") };
}

function nameOf(token: SqlToken | undefined): string {
  return (token?.value ?? "").toLowerCase();
}

function lintColumns(columns: readonly (readonly SqlToken[])[]): readonly AthenaFinding[] {
  return columns.flatMap((item): AthenaFinding[] => {
    const [name, ...rest] = item;
    if (name === undefined) return [];
    const findings: AthenaFinding[] = [];
    if (name.kind === "word" && name.value.startsWith("_")) findings.push({ rule: "unquoted_underscore", message: `${name.raw}: expected backticks around a name that begins with _, got none; write \`${name.raw}\``, at: name.at });
    if (name.kind === "word" && reservedInDdl.has(name.value)) findings.push({ rule: "reserved_word", message: `${name.raw}: expected backticks around a reserved word, got none; write \`${name.raw}\``, at: name.at });
    for (const [place, token] of rest.entries()) {
      if (token.value === "COMMENT") break;
      if (token.kind !== "word" || rest[place + 1]?.raw === ":") continue;
      if (!types.has(token.value)) findings.push({ rule: "unsupported_type", message: `${token.raw}: expected a type of Iceberg tables (string, bigint, int, double, boolean, date, timestamp, decimal, map, array, struct), got ${token.raw}`, at: token.at });
      else if (token.value === "TIMESTAMP" && rest[place + 1]?.raw === "(") findings.push({ rule: "unsupported_type", message: "timestamp: expected timestamp, which holds microseconds, got one with a precision; leave the parentheses out", at: token.at });
    }
    return findings;
  });
}

function lintProperties(tokens: readonly SqlToken[], at: number): readonly AthenaFinding[] {
  const items = itemsOf(tokens, at + 2, closingOf(tokens, at + 1));
  const findings = items.flatMap(([key]): AthenaFinding[] =>
    key === undefined || properties.has(key.value) ? [] : [{ rule: "bad_clause", message: `TBLPROPERTIES: expected properties of Athena's own list, got ${key.raw}, which is refused`, at: key.at }],
  );
  const type = items.find(([key]) => key?.value === "table_type");
  if (type?.[2]?.value.toUpperCase() !== "ICEBERG") findings.push({ rule: "bad_clause", message: "TBLPROPERTIES: expected 'table_type'='ICEBERG' among them, got none, which makes a Hive table", at: tokens[at]?.at ?? 0 });
  return findings;
}

/** Index of the name in `CREATE [EXTERNAL] TABLE [IF NOT EXISTS] name`; -1 for another statement. */
export function createdTable(tokens: readonly SqlToken[]): number {
  if (!areAt(tokens, 0, "CREATE")) return -1;
  const at = areAt(tokens, 1, "EXTERNAL") ? 2 : 1;
  if (!areAt(tokens, at, "TABLE")) return -1;
  return areAt(tokens, at + 1, "IF", "NOT", "EXISTS") ? at + 4 : at + 1;
}
