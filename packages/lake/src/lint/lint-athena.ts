import type { AthenaFinding } from "./athena-finding.ts";
import { createdTable, lintCreateTable } from "./lint-create-table.ts";
import { lintCreateAs } from "./lint-create-as.ts";
import { lintMaintenance } from "./lint-maintenance.ts";
import { lintMerge } from "./lint-merge.ts";
import { lintQuery } from "./lint-query.ts";
import type { PrunedTables } from "./lint-query.ts";
import { familyViews } from "../marts/family-views.ts";
import { lakeTables } from "../tables/lake-tables.ts";
import type { SqlToken } from "./sql-tokens.ts";
import { sqlTokens } from "./sql-tokens.ts";
import { areAt, indexOfWords } from "./statement-parts.ts";

/** The longest query text that Athena takes, in bytes of UTF-8. */
const longestBytes = 262_144;

/** The tables of the lake that are partitioned by day, and the views of one family, which read one of them. */
const ofLake: PrunedTables = Object.fromEntries([
  ...lakeTables.flatMap(({ name, dayOf, columns }) => (dayOf === undefined ? [] : [[name, columns.map(({ column }) => column).filter((column) => column === dayOf || column === "event_dt")]])),
  ...familyViews().map(({ name }) => [name, ["event_ts", "event_dt"]]),
]);

/**
 * What Athena (engine version 3, Iceberg tables) would refuse in a statement, or take and charge too much for, without asking Athena.
 *
 * @param pruned - Tables partitioned by time, and the columns a query may bound them by. Default: those of the lake.
 */
export function lintAthena(statement: string, pruned: PrunedTables = ofLake): readonly AthenaFinding[] {
  const { tokens, hasComment, unclosedAt } = sqlTokens(statement.replace(/;\s*$/, ""));
  const findings: AthenaFinding[] = [];
  const bytes = byteLength(statement);
  if (bytes > longestBytes) findings.push({ rule: "too_long", message: `expected at most ${longestBytes} bytes, got ${bytes}; split the statement or stage a part of it`, at: 0 });
  if (unclosedAt !== null) return [...findings, { rule: "wrong_quotes", message: "expected every quote to be closed, got one that is not", at: unclosedAt }];
  const semicolon = tokens.find(({ raw, kind }) => raw === ";" && kind === "sign");
  if (semicolon !== undefined) findings.push({ rule: "bad_clause", message: ";: expected one statement, got several; Athena runs one at a time", at: semicolon.at });
  return [...findings, ...lintKind(tokens, { hasComment, pruned })].sort((a, b) => a.at - b.at);
}

function lintKind(tokens: readonly SqlToken[], { hasComment, pruned }: { readonly hasComment: boolean; readonly pruned: PrunedTables }): readonly AthenaFinding[] {
  if (areAt(tokens, 0, "OPTIMIZE") || areAt(tokens, 0, "VACUUM")) return lintMaintenance(tokens, hasComment);
  const named = createdTable(tokens);
  if (named !== -1) {
    const as = indexOfWords(tokens, named, "AS");
    if (as === -1) return [...lintCreateTable(tokens, named), ...quotesOfDdl(tokens)];
    const query = tokens.slice(as + 1);
    return [...lintCreateAs(tokens, { named, as }), ...lintQuery(query, pruned)];
  }
  if (isHiveDdl(tokens)) return [...quotesOfDdl(tokens), ...underscoresOf(tokens)];
  // A view reads what its reader bounds.
  if (areAt(tokens, 0, "CREATE")) return lintQuery(tokens, {});
  return [...(areAt(tokens, 0, "MERGE") ? lintMerge(tokens, pruned) : []), ...openPartitionsOf(tokens, pruned), ...lintQuery(tokens, pruned)];
}

/** Statements that Athena reads with the grammar of Hive. CREATE VIEW is read as a query. */
function isHiveDdl(tokens: readonly SqlToken[]): boolean {
  return areAt(tokens, 0, "CREATE", "DATABASE") || areAt(tokens, 0, "CREATE", "SCHEMA") || (areAt(tokens, 0, "DROP") && !areAt(tokens, 1, "VIEW")) || areAt(tokens, 0, "ALTER") || areAt(tokens, 0, "SHOW") || areAt(tokens, 0, "DESCRIBE");
}

function quotesOfDdl(tokens: readonly SqlToken[]): readonly AthenaFinding[] {
  return tokens.filter(({ kind }) => kind === "quoted").map((token) => ({ rule: "wrong_quotes", message: `${token.raw}: expected backticks around a name in DDL, got double quotes, which only queries take`, at: token.at }));
}

function underscoresOf(tokens: readonly SqlToken[]): readonly AthenaFinding[] {
  return tokens.filter(({ kind, value }) => kind === "word" && value.startsWith("_")).map((token) => ({ rule: "unquoted_underscore", message: `${token.raw}: expected backticks around a name that begins with _, got none; write \`${token.raw}\``, at: token.at }));
}

/** An INSERT into a table of days that reads no bounded stretch of time may write to more than a hundred of them. */
function openPartitionsOf(tokens: readonly SqlToken[], pruned: PrunedTables): readonly AthenaFinding[] {
  if (!areAt(tokens, 0, "INSERT", "INTO")) return [];
  const target = (tokens[3]?.raw === "." ? tokens[4] : tokens[2])?.value.toLowerCase() ?? "";
  const columns = Object.hasOwn(pruned, target) ? pruned[target] : undefined;
  const selects = indexOfWords(tokens, 2, "SELECT") !== -1 || indexOfWords(tokens, 2, "WITH") !== -1;
  const bounds = new Set([...(columns ?? []), "event_ts", "event_dt"]);
  const isBounded = tokens.some((token, at) => bounds.has(token.value.toLowerCase()) && ["<", "<=", "BETWEEN", "="].includes(tokens[at + 1]?.value ?? ""));
  if (columns === undefined || !selects || isBounded) return [];
  return [{ rule: "open_partitions", message: `${target}: expected an upper and a lower bound in time, got none; one write may open at most 100 partitions, so write at most 100 days at once`, at: tokens[2]?.at ?? 0 }];
}

function byteLength(text: string): number {
  let bytes = 0;
  for (const character of text) {
    const point = character.codePointAt(0) ?? 0;
    bytes += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x1_0000 ? 3 : 4;
  }
  return bytes;
}
