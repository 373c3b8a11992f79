import type { NamedStatement } from "../silver/silver-statements.ts";
import { mentions, queryParts, withTable } from "./query-parts.ts";
import type { QueryPart } from "./query-parts.ts";
import { dropSql, keepSql, stageName } from "./stage.ts";
import type { Stage } from "./stage.ts";

/**
 * A statement whose named parts are read once: Trino and Athena put a part's text wherever its name stands, so that a part read by two others
 * reads its own tables twice, and parts of parts many times. Each part that is read more than once is kept as a table of the stage first.
 *
 * @param finish - What becomes of the last query, behind the parts it reads.
 * @returns The same rows by several statements, in order; the last ones remove what was kept.
 */
export function stagedStatement(stage: Stage, { name, sql }: NamedStatement, finish: (body: string) => string = (body) => body): readonly NamedStatement[] {
  const { head, parts, body } = queryParts(sql);
  const statements: NamedStatement[] = [];
  const kept: string[] = [];
  let [waiting, last] = [parts, body];
  const known: QueryPart[] = [];
  while (waiting.length > 0) {
    const [part, ...rest] = waiting as [QueryPart, ...QueryPart[]];
    const reads = [...rest.map((other) => other.sql), last].reduce((total, text) => total + mentions(text, part.name), 0);
    waiting = rest;
    if (reads < 2) {
      known.push(part);
      continue;
    }
    const own = `${name.replaceAll(/[^a-z0-9]/gi, "_")}_${part.name}`;
    const table = stage.dialect.table(stageName(stage, own));
    statements.push({ name: `${name}: clear ${part.name}`, sql: dropSql(stage, own) }, { name: `${name}: keep ${part.name}`, sql: keepSql(stage, own, withParts(known, part.sql)) });
    kept.push(own);
    waiting = rest.map((other) => ({ name: other.name, sql: withTable(other.sql, { name: part.name, table }) }));
    last = withTable(last, { name: part.name, table });
  }
  return [...statements, { name, sql: `${head}${withParts(known, last, finish)}` }, ...kept.map((own) => ({ name: `${name}: drop ${own}`, sql: dropSql(stage, own) }))];
}

/** A query with those parts before it that it reads, directly or through others. */
function withParts(parts: readonly QueryPart[], body: string, finish: (body: string) => string = (text) => text): string {
  const needed: QueryPart[] = [];
  for (const part of [...parts].reverse()) {
    if ([body, ...needed.map(({ sql }) => sql)].some((text) => mentions(text, part.name) > 0)) needed.unshift(part);
  }
  return `${needed.length === 0 ? "" : `WITH ${needed.map(({ name, sql }) => `${name} AS (\n${sql}\n)`).join(",\n")}\n`}${finish(body)}`;
}
