import { dialects } from "../dialects/dialects.ts";
import { referralStateSql } from "../gold/referral-state-sql.ts";
import { familyViews, familyViewSql } from "../marts/family-views.ts";
import { lakeTables } from "../tables/lake-tables.ts";
import { inDatabase } from "../dialects/in-database.ts";
import { quoteIdentifier } from "../sql/quote.ts";
import type { TableDefinition } from "../tables/table-definition.ts";
import { athenaName, createTable } from "./create-table.ts";
import type { CreateTableOptions } from "./create-table.ts";

/**
 * The statements that create the schema, every table and every view in it, in an order that can be run from the top.
 *
 * @param tables - Tables whose columns are for others to decide, such as `fact_experiment_result`.
 */
export function ddl(options: CreateTableOptions, tables: readonly TableDefinition[] = []): readonly string[] {
  const database = options.database ?? "lake";
  const schema = options.engine === "athena" ? `CREATE DATABASE IF NOT EXISTS ${athenaName(database)}` : `CREATE SCHEMA IF NOT EXISTS ${quoteIdentifier(database)}`;
  const dialect = inDatabase(dialects[options.engine], options.database);
  const views = [...familyViews().map((view) => familyViewSql(dialect, view)), referralStateSql(dialect)];
  return [schema, ...[...lakeTables, ...tables].map((table) => createTable(table, options)), ...views];
}
