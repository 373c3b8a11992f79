import { open, stat } from "node:fs/promises";
import { openDuckDb, openLake } from "@liftproof/adapters/duckdb";
import type { Lake } from "@liftproof/adapters/duckdb";
import { CommandFault } from "../command-fault.ts";
import { pathFrom } from "../command-context.ts";
import type { CommandContext } from "../command-context.ts";

/**
 * Opens a lake that must be there already: an empty one made by a typing error would look like lost data.
 *
 * @throws CommandFault when there is no such file, it is no DuckDB file, or one without the tables of a lake; AdapterError when it is locked.
 */
export async function existingLake(context: CommandContext, path: string, options: { readonly readOnly?: boolean } = {}): Promise<Lake> {
  const absolute = pathFrom(context, path);
  try {
    await stat(absolute);
  } catch (cause) {
    throw new CommandFault(`${path}: expected a lake, found nothing there; make it with liftproof ingest --from BRONZE --lake ${path}`, { cause });
  }
  await refuseOtherFile(context, path);
  // Opened as it stands first: openLake would make the tables that are missing, in somebody's database.
  const found = await openDuckDb({ path: absolute, ...options });
  const [table] = await found.all("SELECT 1 AS one FROM duckdb_tables() WHERE schema_name = 'lake' AND table_name = 'ingested_objects'");
  if (table !== undefined && options.readOnly === true) return found;
  await found.close();
  if (table === undefined) throw new CommandFault(`${path}: expected a lake, got a DuckDB file without the tables of one; name the file that liftproof ingest --lake made`);
  return openLake({ path: absolute, ...options });
}

/**
 * Refuses a file that is no DuckDB file before the engine can advise to delete it.
 *
 * @throws CommandFault when something else is at the path; nothing there is fine.
 */
export async function refuseOtherFile(context: CommandContext, path: string): Promise<void> {
  const absolute = pathFrom(context, path);
  const isThere = await stat(absolute).then(() => true, () => false);
  if (isThere && !(await isDuckDbFile(absolute))) throw new CommandFault(`${path}: expected a lake (DuckDB file), got something else; name the file that liftproof ingest --lake made`);
}

/** Whether the file begins as DuckDB's files do: eight bytes of checksum, then DUCK. Source: DuckDB, storage format, main header. */
async function isDuckDbFile(path: string): Promise<boolean> {
  if (!(await stat(path)).isFile()) return false;
  const file = await open(path, "r");
  try {
    const { bytesRead, buffer } = await file.read(Buffer.alloc(12), 0, 12, 0);
    return bytesRead === 12 && buffer.toString("latin1", 8) === "DUCK";
  } finally {
    await file.close();
  }
}
