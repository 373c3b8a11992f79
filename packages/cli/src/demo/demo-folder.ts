import { existsSync } from "node:fs";
import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { CommandFault } from "../command-fault.ts";

/** What the demo writes and, the next time, replaces. */
const parts = ["bronze", "config", "data", "keys.json", "lake.duckdb", "lake.duckdb.wal"] as const;
const markerName = ".liftproof-demo";

/**
 * Makes a folder, which must be there, ready for a demo, without what an earlier demo left in it.
 *
 * @throws CommandFault when something of the same name is there that no demo has written: it may be somebody's lake.
 */
export async function readyDemoFolder(folder: string, name: string): Promise<void> {
  const marker = join(folder, markerName);
  const foreign = parts.find((part) => existsSync(join(folder, part)));
  if (foreign !== undefined && !existsSync(marker)) {
    throw new CommandFault(`--out: expected a folder without ${foreign}, got one in ${name} that no demo has written; choose another folder`);
  }
  await writeFile(marker, "Made by liftproof demo, which replaces bronze, config, data, keys.json and lake.duckdb here.\n");
  for (const part of parts) await rm(join(folder, part), { recursive: true, force: true });
}
