import { dialects } from "../dialects/dialects.ts";
import type { Engine } from "../dialects/dialect.ts";
import { inDatabase } from "../dialects/in-database.ts";
import { quoteIdentifier, textLiteral } from "../sql/quote.ts";
import type { LogicalType, TableDefinition } from "../tables/table-definition.ts";

/** Where a table goes. */
export interface CreateTableOptions {
  readonly engine: Engine;
  /** Folder that holds the tables, `s3://bucket/prefix`; each table gets a folder of its name below it. Needed for Athena and Trino. */
  readonly location?: string;
  /** Schema, or database of Athena, that holds the tables. Default `lake`. */
  readonly database?: string;
}

/**
 * The statement that creates one table if it is not there.
 *
 * @throws TypeError when an engine that stores tables in a folder got none, or the location is not a plain `scheme://` folder.
 */
export function createTable(table: TableDefinition, options: CreateTableOptions): string {
  switch (options.engine) {
    case "duckdb":
      return createDuckDbTable(table, options);
    case "trino":
      return createTrinoTable(table, options);
    case "athena":
      return createAthenaTable(table, options);
  }
}

function createDuckDbTable(table: TableDefinition, { database }: CreateTableOptions): string {
  const dialect = inDatabase(dialects.duckdb, database);
  return `CREATE TABLE IF NOT EXISTS ${dialect.table(table.name)} (\n${columnLines(table, quoteIdentifier, dialect.type)}\n)`;
}

function createTrinoTable(table: TableDefinition, options: CreateTableOptions): string {
  const dialect = inDatabase(dialects.trino, options.database);
  const partition = table.partitionedBy ?? (table.dayOf === undefined ? undefined : `day(${table.dayOf})`);
  const partitioning = partition === undefined ? "" : `,\n  partitioning = ARRAY[${textLiteral(partition)}]`;
  return (
    `CREATE TABLE IF NOT EXISTS ${dialect.table(table.name)} (\n${columnLines(table, quoteIdentifier, dialect.type)}\n)\n` +
    `COMMENT ${textLiteral(table.comment)}\nWITH (\n  format = 'PARQUET',\n  location = ${textLiteral(folderOf(table, options))}${partitioning}\n)`
  );
}

/** Athena's DDL is Hive's: backticks around names, `string`, and Iceberg as a table property behind the location. */
function createAthenaTable(table: TableDefinition, options: CreateTableOptions): string {
  const partition = table.partitionedBy !== undefined ? athenaName(table.partitionedBy) : table.dayOf === undefined ? undefined : `day(${athenaName(table.dayOf)})`;
  const partitioning = partition === undefined ? "" : `\nPARTITIONED BY (${partition})`;
  return (
    `CREATE TABLE IF NOT EXISTS ${athenaName(options.database ?? "lake")}.${athenaName(table.name)} (\n${columnLines(table, athenaName, (type) => athenaTypes[type])}\n)${partitioning}\n` +
    `LOCATION ${textLiteral(`${folderOf(table, options)}/`)}\nTBLPROPERTIES ('table_type'='ICEBERG', 'format'='parquet', 'write_compression'='zstd')`
  );
}

const athenaTypes: Readonly<Record<LogicalType, string>> = {
  string: "string",
  bigint: "bigint",
  int: "int",
  whole: "decimal(38,0)",
  real: "double",
  boolean: "boolean",
  date: "date",
  timestamp: "timestamp",
  map: "map<string,string>",
};

/**
 * A name in Athena's DDL, in backticks.
 *
 * @throws TypeError when Athena would not take it.
 */
export function athenaName(name: string): string {
  if (!/^[a-z_][a-z0-9_]*$/.test(name)) throw new TypeError(`name: expected lower-case letters, digits and _, got ${JSON.stringify(name)}`);
  return `\`${name}\``;
}

function columnLines(table: TableDefinition, nameOf: (name: string) => string, typeOf: (type: LogicalType) => string): string {
  return table.columns.map(({ column, type }) => `  ${nameOf(column)} ${typeOf(type)}`).join(",\n");
}

function folderOf(table: TableDefinition, { engine, location }: CreateTableOptions): string {
  if (location === undefined || !/^[a-z][a-z0-9+.-]*:\/\/[^\s'"]+$/.test(location)) {
    throw new TypeError(`location: expected a folder such as s3://your-bucket/lake for ${engine}, got ${location ?? "none"}`);
  }
  return `${location.replace(/\/+$/, "")}/${table.name}`;
}
