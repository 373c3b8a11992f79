import { createTable, dialects, lakeTables, quoteIdentifier } from "@liftproof/lake";
import type { TableDefinition } from "@liftproof/lake";
import type { Lake } from "./open-lake.ts";

/** The name under which a table of the run before stands while a build compares with it. */
export function nameAside(table: string): string {
  return `${table}_before`;
}

/** A table of the lake by its name. */
export function tableNamed(name: string): TableDefinition {
  const table = lakeTables.find((each) => each.name === name);
  if (table === undefined) throw new TypeError(`name: expected a table of the lake, got ${name}`);
  return table;
}

/**
 * Puts published tables aside and makes empty ones in their place, within the build's transaction: nobody else sees them go.
 *
 * A lake of an earlier version may lack columns; they are added without a value, so that its rows can be compared and kept.
 *
 * @returns Whether every column was there.
 */
export async function putAside(lake: Lake, names: readonly string[]): Promise<boolean> {
  let isComplete = true;
  for (const { name, columns } of names.map(tableNamed)) {
    await lake.run(`ALTER TABLE ${dialects.duckdb.table(name)} RENAME TO ${quoteIdentifier(nameAside(name))}`);
    const aside = dialects.duckdb.table(nameAside(name));
    const there = new Set((await lake.all(`SELECT column_name FROM (DESCRIBE ${aside})`)).map((row) => row["column_name"]));
    for (const { column, type } of columns.filter((each) => !there.has(each.column))) {
      isComplete = false;
      await lake.run(`ALTER TABLE ${aside} ADD COLUMN ${quoteIdentifier(column)} ${dialects.duckdb.type(type)}`);
    }
    await lake.run(createTable(tableNamed(name), { engine: "duckdb" }));
  }
  return isComplete;
}

/** Removes what was put aside. */
export async function dropAside(lake: Lake, names: readonly string[]): Promise<void> {
  for (const name of names) await lake.run(`DROP TABLE ${dialects.duckdb.table(nameAside(name))}`);
}
