import type { Dialect } from "../dialects/dialect.ts";
import { textLiteral } from "../sql/quote.ts";

/** Where a job keeps what it works with; nothing of it is left when the job is over. */
export interface Stage {
  readonly dialect: Dialect;
  /** Number of the run, which keeps two jobs apart. */
  readonly runId: number;
  /** Folder for the tables of the stage, `s3://bucket/prefix`. Athena must have it, others take the schema's. */
  readonly location?: string;
}

/** The name of a table of the stage. */
export function stageName({ runId }: Pick<Stage, "runId">, name: string): string {
  return `stage_${runId}_${name}`;
}

/**
 * The statement that keeps a query's rows in the stage.
 *
 * @throws TypeError for Athena without a location.
 */
export function keepSql(stage: Stage, name: string, query: string): string {
  const { dialect, location } = stage;
  const own = stageName(stage, name);
  if (dialect.engine !== "athena") return `CREATE TABLE ${dialect.table(own)} AS\n${query}`;
  if (location === undefined) throw new TypeError("location: expected a folder such as s3://your-bucket/lake for athena, got none");
  // Athena wants bare names here, and the folder must be empty: it is named for the run.
  const bare = dialect.table(own).replaceAll('"', "");
  return `CREATE TABLE ${bare}\nWITH (table_type = 'ICEBERG', is_external = false, format = 'PARQUET', location = ${textLiteral(`${location.replace(/\/+$/, "")}/${own}/`)}) AS\n${query}`;
}

/** The statement that removes a table of the stage. */
export function dropSql(stage: Stage, name: string): string {
  return dropTableSql(stage.dialect, stageName(stage, name));
}

/** The statement that removes a table of the lake's schema. Athena reads it with the grammar of its DDL. */
export function dropTableSql(dialect: Dialect, name: string): string {
  const table = dialect.table(name);
  return `DROP TABLE IF EXISTS ${dialect.engine === "athena" ? table.replaceAll('"', "`") : table}`;
}
