import { closingOf, indexOfWords } from "../lint/statement-parts.ts";
import { sqlTokens } from "../lint/sql-tokens.ts";
import type { SqlToken } from "../lint/sql-tokens.ts";

/** A named part of a query: `name AS (sql)`. */
export interface QueryPart {
  readonly name: string;
  readonly sql: string;
}

/** A statement taken apart at its WITH. */
export interface QueryParts {
  /** What stands before WITH, such as INSERT INTO. */
  readonly head: string;
  readonly parts: readonly QueryPart[];
  /** The query that reads the parts. */
  readonly body: string;
}

/** Takes a statement apart; one without WITH has no parts, and its query begins at SELECT. */
export function queryParts(statement: string): QueryParts {
  const { tokens } = sqlTokens(statement);
  const start = indexOfWords(tokens, 0, "WITH");
  if (start === -1) {
    const select = tokens[indexOfWords(tokens, 0, "SELECT")]?.at ?? 0;
    return { head: statement.slice(0, select), parts: [], body: statement.slice(select) };
  }
  const parts: QueryPart[] = [];
  let at = start + 1;
  for (;;) {
    const open = at + 2;
    const close = closingOf(tokens, open);
    parts.push({ name: tokens[at]?.raw ?? "", sql: between(statement, tokens[open], tokens[close]) });
    at = close + 1;
    if (tokens[at]?.raw !== ",") break;
    at += 1;
  }
  return { head: statement.slice(0, tokens[start]?.at ?? 0), parts, body: statement.slice(tokens[at]?.at ?? statement.length) };
}

/** How often a query reads a part. */
export function mentions(sql: string, name: string): number {
  return placesOf(sql, name).length;
}

/** The query with a table in the place of a part, known by the part's name where it has no other. */
export function withTable(sql: string, { name, table }: { readonly name: string; readonly table: string }): string {
  let text = sql;
  for (const { token, isNamed } of [...placesOf(sql, name)].reverse()) {
    text = `${text.slice(0, token.at)}${table}${isNamed ? "" : ` AS ${name}`}${text.slice(token.at + token.raw.length)}`;
  }
  return text;
}

/** Where a query reads a part, and whether it gives it a name of its own there. */
function placesOf(sql: string, name: string): readonly { readonly token: SqlToken; readonly isNamed: boolean }[] {
  return sqlTokens(sql).tokens.flatMap((token, at, all) => {
    const isRead = token.kind === "word" && token.raw === name && ["FROM", "JOIN"].includes(all[at - 1]?.value ?? "") && all[at + 1]?.raw !== ".";
    return isRead ? [{ token, isNamed: all[at + 1]?.value === "AS" }] : [];
  });
}

function between(statement: string, open: SqlToken | undefined, close: SqlToken | undefined): string {
  return statement.slice((open?.at ?? 0) + 1, close?.at ?? statement.length).trim();
}
