import type { AthenaFinding } from "./athena-finding.ts";
import { reservedInQueries } from "./reserved-words.ts";
import type { SqlToken } from "./sql-tokens.ts";

/** Tables partitioned by day: the column that prunes them, beside the date of it. */
export type PrunedTables = Readonly<Record<string, readonly string[]>>;

/** One SELECT: the tokens of its own level, without those of the queries inside it. */
interface Level {
  readonly own: SqlToken[];
  /** Index in `own` of each parenthesis that holds a query. */
  readonly queries: Set<number>;
}

/** Findings in a query, or the query part of an INSERT, MERGE or CREATE TABLE AS. */
export function lintQuery(tokens: readonly SqlToken[], pruned: PrunedTables): readonly AthenaFinding[] {
  const parts = new Set(tokens.flatMap((token, at) => (tokens[at + 1]?.value === "AS" && tokens[at + 2]?.raw === "(" && /SELECT|WITH/.test(tokens[at + 3]?.value ?? "") ? [token.value.toLowerCase()] : [])));
  return [...levelsOf(tokens).flatMap((level) => [...starOf(level, parts), ...scansOf(level, { parts, pruned })]), ...wordsOf(tokens)];
}

/** Splits at every parenthesis that opens a query, and at set operators. */
function levelsOf(tokens: readonly SqlToken[]): readonly Level[] {
  const done: Level[] = [];
  const fresh = (): Level => ({ own: [], queries: new Set() });
  const stack: { level: Level; opensQuery: boolean }[] = [{ level: fresh(), opensQuery: true }];
  for (const [at, token] of tokens.entries()) {
    const top = stack.at(-1);
    if (top === undefined) break;
    if (token.raw === "(" && token.kind === "sign") {
      const opensQuery = ["SELECT", "WITH"].includes(tokens[at + 1]?.value ?? "") && tokens[at + 1]?.kind === "word";
      if (opensQuery) top.level.queries.add(top.level.own.length);
      top.level.own.push(token);
      stack.push({ level: opensQuery ? fresh() : top.level, opensQuery });
    } else if (token.raw === ")" && token.kind === "sign" && stack.length > 1) {
      const closed = stack.pop();
      if (closed?.opensQuery === true) done.push(closed.level);
      stack.at(-1)?.level.own.push(token);
    } else if (token.kind === "word" && ["UNION", "EXCEPT", "INTERSECT"].includes(token.value) && top.opensQuery) {
      done.push(top.level);
      stack[stack.length - 1] = { level: fresh(), opensQuery: true };
    } else top.level.own.push(token);
  }
  return [...done, ...stack.filter(({ opensQuery }) => opensQuery).map(({ level }) => level)];
}

/** The tables that a level reads: names behind FROM, JOIN, and USING of a MERGE. */
function readBy({ own }: Level): readonly { readonly name: string; readonly alias: string; readonly token: SqlToken }[] {
  return own.flatMap((token, at) => {
    if (token.kind !== "word" || !["FROM", "JOIN", "USING"].includes(token.value)) return [];
    let next = at + 1;
    const first = own[next];
    if (first === undefined || first.kind === "sign") return [];
    while (own[next + 1]?.raw === ".") next += 2;
    const last = own[next];
    if (last === undefined) return [];
    const behind = own[next + 1]?.value === "AS" ? own[next + 2] : own[next + 1];
    return [{ name: last.value.toLowerCase(), alias: (behind?.kind === "word" || behind?.kind === "quoted" ? behind.value : last.value).toLowerCase(), token: first }];
  });
}

function starOf(level: Level, parts: ReadonlySet<string>): readonly AthenaFinding[] {
  // What a job keeps for itself has the columns that it needs.
  const tables = readBy(level).filter(({ name }) => !parts.has(name) && !name.startsWith("stage_"));
  return level.own.flatMap((token, at): AthenaFinding[] => {
    if (token.raw !== "*" || token.kind !== "sign") return [];
    const before = level.own[at - 1];
    const isWhole = ["SELECT", "DISTINCT", ","].includes(before?.value ?? "") && before?.raw !== ")";
    const alias = before?.raw === "." ? (level.own[at - 2]?.value ?? "").toLowerCase() : null;
    const isRead = alias === null ? isWhole && tables.length > 0 : tables.some((table) => table.alias === alias);
    return isRead ? [{ rule: "select_star", message: "*: expected the columns that are needed, for Athena charges for every column it reads, got all of them", at: token.at }] : [];
  });
}

function scansOf(level: Level, { parts, pruned }: { readonly parts: ReadonlySet<string>; readonly pruned: PrunedTables }): readonly AthenaFinding[] {
  return readBy(level).flatMap(({ name, token }): AthenaFinding[] => {
    const columns = parts.has(name) || !Object.hasOwn(pruned, name) ? undefined : pruned[name];
    if (columns === undefined || hasBound(level, columns)) return [];
    return [{ rule: "missing_predicate", message: `${name}: expected a bound on ${columns.join(" or ")} beside it, got none, so every day of the table is read`, at: token.at }];
  });
}

/** Whether the level compares one of the columns with something. */
function hasBound({ own }: Level, columns: readonly string[]): boolean {
  const comparisons = new Set([">=", ">", "<", "<=", "=", "BETWEEN", "IN"]);
  return own.some((token, at) => (token.kind === "word" || token.kind === "quoted") && columns.includes(token.value.toLowerCase()) && comparisons.has(own[at + 1]?.value ?? ""));
}

function wordsOf(tokens: readonly SqlToken[]): readonly AthenaFinding[] {
  return tokens.flatMap((token, at): AthenaFinding[] => {
    if (token.kind === "ticked") return [{ rule: "wrong_quotes", message: `${token.raw}: expected double quotes around a name in a query, got backticks, which only DDL takes`, at: token.at }];
    const isName = tokens[at - 1]?.value === "AS" && tokens[at - 1]?.kind === "word";
    const isQuery = token.value === "SELECT" || token.value === "WITH";
    if (!isName || isQuery || token.kind !== "word" || !reservedInQueries.has(token.value)) return [];
    return [{ rule: "reserved_word", message: `${token.raw}: expected double quotes around a reserved word, got none; write "${token.raw}"`, at: token.at }];
  });
}
