import { dialects } from "../dialects/dialects.ts";
import { referralStateSql } from "../gold/referral-state-sql.ts";
import { familyViews, familyViewSql } from "../marts/family-views.ts";
import { lakeTables } from "../tables/lake-tables.ts";
import { inDatabase } from "../dialects/in-database.ts";
import { publishedDdl } from "../jobs/published.ts";
import { groupOf } from "../tables/run-tables.ts";
import { quoteIdentifier } from "../sql/quote.ts";
import type { TableDefinition } from "../tables/table-definition.ts";
import { athenaName, createTable } from "./create-table.ts";
import type { CreateTableOptions } from "./create-table.ts";

/** What is created, and where. */
export interface DdlOptions extends CreateTableOptions {
  /** Whether jobs publish runs: tables that they fill hold the rows of every run, behind views of the plain names. Default false. */
  readonly published?: boolean;
}

/**
 * The statements that create the schema, every table and every view in it, in an order that can be run from the top.
 *
 * @param tables - Tables whose columns are for others to decide, such as `fact_experiment_result`.
 */
export function ddl(options: DdlOptions, tables: readonly TableDefinition[] = []): readonly string[] {
  const { engine, published = false } = options;
  const database = options.database ?? "lake";
  const schema = engine === "athena" ? `CREATE DATABASE IF NOT EXISTS ${athenaName(database)}` : `CREATE SCHEMA IF NOT EXISTS ${quoteIdentifier(database)}`;
  const dialect = inDatabase(dialects[engine], options.database);
  const plain = lakeTables.filter(({ name }) => !published || groupOf(name) === undefined);
  const views = [...familyViews().map((view) => familyViewSql(dialect, view)), referralStateSql(dialect)];
  return [schema, ...[...plain, ...tables].map((table) => createTable(table, options)), ...(published ? publishedDdl(options) : []), ...views];
}
