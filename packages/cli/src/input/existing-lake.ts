import { stat } from "node:fs/promises";
import { openLake } from "@liftproof/adapters/duckdb";
import type { Lake } from "@liftproof/adapters/duckdb";
import { CommandFault } from "../command-fault.ts";
import { pathFrom } from "../command-context.ts";
import type { CommandContext } from "../command-context.ts";

/**
 * Opens a lake that must be there already: an empty one made by a typing error would look like lost data.
 *
 * @throws CommandFault when there is no such file; AdapterError when it is locked or no lake.
 */
export async function existingLake(context: CommandContext, path: string, options: { readonly readOnly?: boolean } = {}): Promise<Lake> {
  const absolute = pathFrom(context, path);
  try {
    await stat(absolute);
  } catch (cause) {
    throw new CommandFault(`${path}: expected a lake, found nothing there; make it with liftproof ingest --from BRONZE --lake ${path}`, { cause });
  }
  return openLake({ path: absolute, ...options });
}
