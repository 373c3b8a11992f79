import { createTable } from "../ddl/create-table.ts";
import type { CreateTableOptions } from "../ddl/create-table.ts";
import { dialects } from "../dialects/dialects.ts";
import type { Dialect } from "../dialects/dialect.ts";
import { inDatabase } from "../dialects/in-database.ts";
import { integerLiteral, textLiteral } from "../sql/quote.ts";
import { publishedGroups, publishedRunTable, runTableName, runTables } from "../tables/run-tables.ts";
import type { PublishedGroup } from "../tables/run-tables.ts";
import { columnsOf } from "./run-dialect.ts";

/**
 * The statements that make the tables of runs, the pointer and the views through which readers see the published run. They take the place of
 * the plain tables of those names, which must not be there.
 */
export function publishedDdl(options: CreateTableOptions): readonly string[] {
  const dialect = inDatabase(dialects[options.engine], options.database);
  const views = (Object.keys(publishedGroups) as PublishedGroup[]).flatMap((group) => publishedGroups[group].map((name) => publishedViewSql(dialect, { group, name })));
  return [...[publishedRunTable, ...runTables].map((table) => createTable(table, options)), ...views];
}

function publishedViewSql(dialect: Dialect, { group, name }: { readonly group: PublishedGroup; readonly name: string }): string {
  const pointer = `SELECT run_id FROM ${dialect.table(publishedRunTable.name)} WHERE group_name = ${textLiteral(group)}`;
  return `CREATE OR REPLACE VIEW ${dialect.table(name)} AS\nSELECT ${columnsOf(name)}\nFROM ${dialect.table(runTableName(name))} WHERE run_id = (${pointer})`;
}

/** The one statement that shows a run to readers: they see the run before until it commits, and this one from then on. */
export function publishSql(dialect: Dialect, { group, runId, watermarkUs }: { readonly group: PublishedGroup; readonly runId: number; readonly watermarkUs: number }): string {
  return `MERGE INTO ${dialect.table(publishedRunTable.name)} AS p
USING (SELECT ${textLiteral(group)} AS group_name, CAST(${integerLiteral(runId)} AS ${dialect.type("bigint")}) AS run_id, CAST(${integerLiteral(watermarkUs)} AS ${dialect.type("bigint")}) AS watermark_us) AS n
ON p.group_name = n.group_name
WHEN MATCHED THEN UPDATE SET run_id = n.run_id, watermark_us = n.watermark_us
WHEN NOT MATCHED THEN INSERT (group_name, run_id, watermark_us) VALUES (n.group_name, n.run_id, n.watermark_us)`;
}
