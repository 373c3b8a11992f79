import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import { AdapterError } from "../adapter-error.ts";
import { chunkRows } from "./chunk-rows.ts";
import { duckDbError } from "./duckdb-error.ts";
import { loadDriver } from "./driver.ts";
import { quoteIdentifier, textLiteral } from "./quote.ts";
import { createRowAppender } from "./row-appender.ts";
import type { RowAppender } from "./row-appender.ts";
import { bindable } from "./sql-value.ts";
import type { SqlValue } from "./sql-value.ts";

/** The catalog every statement runs in. A name of our own: a file `lake.duckdb` would else make `lake.events` ambiguous with schema `lake`. */
const catalog = "liftproof";

/** How to open DuckDB. Everything has a default that works on a laptop. */
export interface DuckDbOptions {
  /** Database file, created when absent. Default: in memory. */
  readonly path?: string;
  /** Opens the file for reading only; several processes may do that at once. Default false. */
  readonly readOnly?: boolean;
  /** DuckDB's own budget, as DuckDB writes it ("1GB"). Default "1GB". */
  readonly memoryLimit?: string;
  /** Worker threads. Default: DuckDB's choice, the number of cores. */
  readonly threads?: number;
  /** Where operators spill. Default: a folder of its own under the system's temporary folder, removed by `close`. */
  readonly tempDirectory?: string;
}

/** One connection to DuckDB. Use it for one statement at a time; `connect` gives another one to the same database. */
export interface DuckDb {
  /** Runs one or more statements. Positional parameters are written `$1`, `$2` and bind to the last statement. Gives the number of rows changed by it. */
  run(sql: string, parameters?: readonly SqlValue[]): Promise<number>;
  /** All rows of a query as objects. For results that are known to be small. */
  all(sql: string, parameters?: readonly SqlValue[]): Promise<Readonly<Record<string, SqlValue>>[]>;
  /** The rows of a query as arrays of values, in batches of at most 2,048, read only as fast as they are taken. */
  stream(sql: string, parameters?: readonly SqlValue[]): AsyncIterable<readonly (readonly SqlValue[])[]>;
  /** Bulk insert into a table, faster than INSERT. */
  appender(schema: string, table: string): Promise<RowAppender>;
  /** How far the running statement is, a share in [0, 1]; null when none runs or DuckDB cannot tell. */
  progressShare(): number | null;
  /** Stops the running statement, which then throws an AdapterError with code `interrupted`. */
  interrupt(): void;
  /** Another connection to the same database, with transactions of its own. Closed by its own `close`. */
  connect(): Promise<DuckDb>;
  /** Ends the connection; the one `openDuckDb` gave also closes the database and removes its temporary folder. */
  close(): Promise<void>;
}

/**
 * Opens DuckDB in this process: no extension is ever downloaded, time is UTC, memory is bounded.
 *
 * The driver is imported by the first call, so a program that never opens a database does not pay for it.
 *
 * @throws AdapterError `missing_dependency` when @duckdb/node-api is not installed; `locked`, `denied`, `not_found` or `corrupt` for the file.
 */
export async function openDuckDb(options: DuckDbOptions = {}): Promise<DuckDb> {
  const { DuckDBInstance: Instance } = await loadDriver();
  const ownFolder = options.tempDirectory === undefined ? await mkdtemp(join(tmpdir(), "liftproof-")) : undefined;
  const removeFolder = async (): Promise<void> => {
    if (ownFolder !== undefined) await rm(ownFolder, { recursive: true, force: true });
  };
  let instance: DuckDBInstance | undefined;
  try {
    instance = await Instance.create(":memory:", engineOptions(options, ownFolder ?? options.tempDirectory ?? ""));
    const opened = instance;
    const connection = await opened.connect();
    await connection.run(attachStatement(options));
    return await wrap(opened, connection, async () => {
      opened.closeSync();
      await removeFolder();
    });
  } catch (cause) {
    instance?.closeSync();
    await removeFolder();
    throw duckDbError(`open ${options.path ?? "DuckDB in memory"}`, cause);
  }
}

function engineOptions(options: DuckDbOptions, tempDirectory: string): Record<string, string> {
  if (options.threads !== undefined && (!Number.isInteger(options.threads) || options.threads < 1)) {
    throw new RangeError(`threads: expected a whole number of at least 1, got ${options.threads}`);
  }
  return {
    autoinstall_known_extensions: "false",
    autoload_known_extensions: "false",
    memory_limit: options.memoryLimit ?? "1GB",
    temp_directory: tempDirectory,
    ...(options.threads === undefined ? {} : { threads: `${options.threads}` }),
  };
}

function attachStatement({ path, readOnly = false }: DuckDbOptions): string {
  if (path === undefined && readOnly) throw new TypeError("readOnly: expected a path with it, got a database in memory");
  return `ATTACH ${textLiteral(path ?? ":memory:")} AS ${quoteIdentifier(catalog)}${readOnly ? " (READ_ONLY)" : ""}`;
}

async function wrap(instance: DuckDBInstance, connection: DuckDBConnection, onClose: () => Promise<void>): Promise<DuckDb> {
  // Progress is counted but never printed by the engine: that is for whoever asks.
  await connection.run(`SET TimeZone = 'UTC'; SET enable_progress_bar = true; SET enable_progress_bar_print = false; SET progress_bar_time = 0; USE ${quoteIdentifier(catalog)}`);
  let closed = false;
  const open = (): DuckDBConnection => {
    if (closed) throw new AdapterError("failed", "DuckDB: expected an open connection, got a closed one; open it again");
    return connection;
  };
  return {
    run: (sql, parameters) =>
      guarded(sql, async () => {
        const result = await open().run(sql, parameters?.map(bindable));
        return result.rowsChanged;
      }),
    all: (sql, parameters) =>
      guarded(sql, async () => {
        const result = await open().run(sql, parameters?.map(bindable));
        const names = result.deduplicatedColumnNames();
        const chunks = await result.fetchAllChunks();
        // Not by assignment: a column may be called __proto__.
        return chunks.flatMap((chunk) => chunkRows(chunk).map((row) => Object.fromEntries(names.map((name, at) => [name, row[at] ?? null]))));
      }),
    stream: (sql, parameters) => streamRows(open(), sql, parameters),
    appender: (schema, table) =>
      guarded(`append to ${schema}.${table}`, async () => createRowAppender(await open().createAppender(table, schema, catalog), `${schema}.${table}`)),
    progressShare: () => {
      const { percentage } = open().progress;
      return percentage >= 0 && percentage <= 100 ? percentage / 100 : null;
    },
    interrupt: () => open().interrupt(),
    connect: async () => wrap(instance, await instance.connect(), async () => {}),
    close: async () => {
      if (closed) return;
      closed = true;
      connection.closeSync();
      await onClose();
    },
  };
}

async function* streamRows(
  connection: DuckDBConnection,
  sql: string,
  parameters: readonly SqlValue[] | undefined,
): AsyncGenerator<readonly (readonly SqlValue[])[]> {
  const result = await guarded(sql, () => connection.stream(sql, parameters?.map(bindable)));
  for (;;) {
    const chunk = await guarded(sql, () => result.fetchChunk());
    if (chunk === null || chunk.rowCount === 0) return;
    yield chunkRows(chunk);
  }
}

/** Names the failing statement by its first words up to any literal: enough to find it, too little to leak a value. */
async function guarded<Result>(sql: string, action: () => Promise<Result>): Promise<Result> {
  try {
    return await action();
  } catch (cause) {
    throw duckDbError(sql.trim().split(/'|\$\$/, 1)[0]?.split(/\s+/, 6).join(" ").slice(0, 80) ?? "", cause);
  }
}
