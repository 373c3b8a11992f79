import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { DuckDb } from "@liftproof/adapters/duckdb";
import { createTable, dialects, quoteIdentifier } from "@liftproof/lake";
import type { TableDefinition } from "@liftproof/lake";
import type { TrinoClient } from "./trino-client.ts";

/** Where a table is copied from and to; `tables` is the folder that the server serves as `local:///`. */
export interface TableCopy {
  readonly from: DuckDb;
  readonly to: TrinoClient;
  readonly tables: string;
}

/** Makes one table of the lake on the server with our own DDL and fills it with DuckDB's rows, by way of a Parquet file. */
export async function copyTable({ from, to, tables }: TableCopy, table: TableDefinition): Promise<void> {
  const trino = dialects.trino;
  const staging = { ...table, name: `staging_${table.name}` };
  const { dayOf: _, ...unpartitioned } = staging;
  const folder = join(tables, "parquet", table.name);
  const columns = table.columns.map(({ column }) => quoteIdentifier(column)).join(", ");
  // Parquet has no integers of 128 bits; DuckDB would write doubles.
  const written = table.columns.map(({ column, type }) => (type === "whole" ? `CAST(${quoteIdentifier(column)} AS DECIMAL(38, 0)) AS ${quoteIdentifier(column)}` : quoteIdentifier(column))).join(", ");
  // Dropping a table deletes the files it was given, so that comes before the next file is written.
  for (const name of [table.name, staging.name]) await to.run(`DROP TABLE IF EXISTS ${trino.table(name)}`);
  mkdirSync(folder, { recursive: true });
  await from.run(`COPY (SELECT ${written} FROM ${dialects.duckdb.table(table.name)}) TO '${join(folder, "rows.parquet")}' (FORMAT parquet, COMPRESSION zstd)`);
  await to.run(createTable(table, { engine: "trino", location: "local:///lake" }));
  await to.run(createTable(unpartitioned, { engine: "trino", location: "local:///staging" }));
  await to.run(`ALTER TABLE ${trino.table(staging.name)} EXECUTE add_files(location => 'local:///parquet/${table.name}', format => 'PARQUET')`);
  await to.run(`INSERT INTO ${trino.table(table.name)} (${columns}) SELECT ${columns} FROM ${trino.table(staging.name)}`);
}
