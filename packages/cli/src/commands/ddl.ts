import { experimentInferenceTable, factExperimentResultTable } from "@liftproof/adapters/duckdb";
import { ddl, lintAthena, splitStatements } from "@liftproof/lake";
import type { AthenaFinding, Engine } from "@liftproof/lake";
import { CommandFault } from "../command-fault.ts";
import { commandWithExamples, printLine } from "../command-context.ts";
import type { CommandContext, CommandFactory } from "../command-context.ts";
import { readTextFile } from "../input/read-text-file.ts";
import { oneOf } from "../options/one-of.ts";

interface DdlCommandOptions {
  readonly engine?: string;
  readonly bucket?: string;
  readonly location?: string;
  readonly database?: string;
  readonly published?: boolean;
  readonly lint?: string;
  readonly json?: boolean;
}

/** `liftproof ddl`: the tables of a lake as SQL, and what Athena would say of somebody's own SQL. */
export const ddlCommand: CommandFactory = (context) =>
  commandWithExamples("ddl", "Print the statements that create the lake's tables and views, or lint SQL that is meant for Athena.", [
    "ddl --engine athena --bucket your-bucket",
    "ddl --engine trino --location s3://your-bucket/lake --database shop_lake",
    "ddl --engine duckdb",
    "ddl --lint queries.sql",
  ])
    .option("--engine <name>", "athena, trino or duckdb")
    .option("--bucket <name>", "S3 bucket that holds the tables, under lake/")
    .option("--location <folder>", "folder that holds the tables, s3://BUCKET/PREFIX, in place of --bucket")
    .option("--database <name>", "database or schema that holds the tables (default: lake)")
    .option("--published", "tables that jobs publish run by run, behind views of the plain names")
    .option("--lint <file>", "judge the statements of this file by Athena's rules instead: file:line:column for each finding")
    .option("--json", "machine output")
    .action((options: DdlCommandOptions) => (options.lint === undefined ? print(context, options) : lint(context, { ...options, lint: options.lint })));

function print(context: CommandContext, { engine: name, database, json, published, ...places }: DdlCommandOptions): void {
  if (name === undefined) throw new CommandFault("--engine: expected athena, trino or duckdb, got none; or name a file with --lint");
  const engine: Engine = oneOf("--engine", name, ["athena", "trino", "duckdb"]);
  const location = locationOf(engine, places);
  const statements = ddl({ engine, ...(location === undefined ? {} : { location }), ...(database === undefined ? {} : { database }), published: published === true }, [experimentInferenceTable, factExperimentResultTable]);
  printLine(context, json === true ? JSON.stringify({ engine, statements }) : statements.map((statement) => `${statement};`).join("\n\n"));
}

/** Where the tables go: a bucket is named by whoever owns it, never guessed. */
function locationOf(engine: Engine, { bucket, location }: Pick<DdlCommandOptions, "bucket" | "location">): string | undefined {
  if (bucket !== undefined && location !== undefined) throw new CommandFault("--bucket: expected either --bucket or --location, got both");
  if (engine === "duckdb") {
    if (bucket !== undefined || location !== undefined) throw new CommandFault(`--${bucket === undefined ? "location" : "bucket"}: expected none with --engine duckdb, which keeps its tables in one file, got one`);
    return undefined;
  }
  // Source: Amazon S3 User Guide, "General purpose bucket naming rules".
  if (bucket !== undefined && !/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/u.test(bucket)) throw new CommandFault(`--bucket: expected the name of a bucket (3 to 63 small letters, digits, dots and hyphens), got ${JSON.stringify(bucket)}`);
  if (bucket === undefined && location === undefined) throw new CommandFault(`--bucket: expected the bucket that holds the tables with --engine ${engine}, got none`);
  return location ?? `s3://${bucket}/lake`;
}

async function lint(context: CommandContext, { lint: path, engine, json }: DdlCommandOptions & { readonly lint: string }): Promise<void> {
  if (engine !== undefined && engine !== "athena") throw new CommandFault(`--lint: expected Athena's rules (--engine athena or none), got --engine ${engine}`);
  const text = await readTextFile(context, path);
  const statements = splitStatements(text);
  const findings = statements.flatMap(({ sql, at }) => lintAthena(sql).map((finding) => ({ ...finding, ...placeOf(text, at + finding.at) })));
  if (json === true) printLine(context, JSON.stringify({ statements: statements.length, findings }));
  else printLine(context, [...findings.map((finding) => lineOf(path, finding)), summary(statements.length, findings.length)].join("\n"));
  context.finish(findings.length > 0 ? 1 : 0);
}

interface Place {
  readonly line: number;
  readonly column: number;
}

function placeOf(text: string, at: number): Place {
  const before = text.slice(0, at).split("\n");
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}

function lineOf(path: string, { line, column, rule, message }: AthenaFinding & Place): string {
  return `${path}:${line}:${column}: ${rule}: ${message}`;
}

function summary(statements: number, findings: number): string {
  const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? "" : "s"}`;
  return `${counted(statements, "statement")}, ${counted(findings, "finding")}`;
}
