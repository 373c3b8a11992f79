import type { Dialect } from "../dialects/dialect.ts";
import type { NamedStatement } from "../silver/silver-statements.ts";
import { textLiteral } from "../sql/quote.ts";
import { dropTableSql } from "./stage.ts";

/** The query that finds what jobs keep while they work: `table_name`, of every run. */
export function stagesSql(database: string = "lake"): string {
  return `SELECT table_name FROM information_schema.tables WHERE table_schema = ${textLiteral(database)} AND substr(table_name, 1, 6) = 'stage_'`;
}

/** The statements that drop what jobs left behind that ended before their last statement; a live job's stage stays. */
export function dropStagesStatements(dialect: Dialect, tableNames: readonly string[], liveRunIds: readonly number[]): readonly NamedStatement[] {
  return tableNames.flatMap((table) => {
    const runId = /^stage_(\d+)_/.exec(table)?.[1];
    return runId === undefined || liveRunIds.includes(Number(runId)) ? [] : [{ name: `drop ${table}`, sql: dropTableSql(dialect, table) }];
  });
}
