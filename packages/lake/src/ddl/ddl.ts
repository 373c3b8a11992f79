import { dialects } from "../dialects/dialects.ts";
import { referralStateSql } from "../gold/referral-state-sql.ts";
import { familyViews, familyViewSql } from "../marts/family-views.ts";
import { lakeTables } from "../tables/lake-tables.ts";
import { createTable } from "./create-table.ts";
import type { CreateTableOptions } from "./create-table.ts";

/** The statements that create the schema `lake`, every table and every view in it, in an order that can be run from the top. */
export function ddl(options: CreateTableOptions): readonly string[] {
  const schema = options.engine === "athena" ? "CREATE DATABASE IF NOT EXISTS lake" : 'CREATE SCHEMA IF NOT EXISTS "lake"';
  const dialect = dialects[options.engine];
  const views = [...familyViews().map((view) => familyViewSql(dialect, view)), referralStateSql(dialect)];
  return [schema, ...lakeTables.map((table) => createTable(table, options)), ...views];
}
