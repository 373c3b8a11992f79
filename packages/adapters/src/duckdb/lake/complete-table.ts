import { createTable, dialects, quoteIdentifier } from "@liftproof/lake";
import type { TableDefinition } from "@liftproof/lake";
import type { DuckDb } from "../connection.ts";
import { transaction } from "./transaction.ts";

/**
 * Gives a table of an earlier version the columns it lacks, without a value, each in its place: rows are appended by position.
 *
 * A table with columns that this version does not know is left alone; a later version wrote it.
 */
export async function completeTable(lake: DuckDb, table: TableDefinition): Promise<void> {
  const target = dialects.duckdb.table(table.name);
  const there = (await lake.all(`SELECT column_name FROM (DESCRIBE ${target})`)).map((row) => row["column_name"]);
  const known = new Set<unknown>(table.columns.map(({ column }) => column));
  if (there.length >= known.size || !there.every((column) => known.has(column))) return;
  const shared = table.columns.filter(({ column }) => there.includes(column)).map(({ column }) => quoteIdentifier(column)).join(", ");
  const aside = `${table.name}_incomplete`;
  await transaction(lake, async () => {
    await lake.run(`ALTER TABLE ${target} RENAME TO ${quoteIdentifier(aside)}`);
    await lake.run(createTable(table, { engine: "duckdb" }));
    await lake.run(`INSERT INTO ${target} (${shared}) SELECT ${shared} FROM ${dialects.duckdb.table(aside)}`);
    await lake.run(`DROP TABLE ${dialects.duckdb.table(aside)}`);
  });
}
