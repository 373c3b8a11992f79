import { mkdir, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { pathFrom } from "../command-context.ts";
import type { CommandContext } from "../command-context.ts";

/** Writes a page and the folders it needs. */
export async function writePage(context: CommandContext, path: string, html: string): Promise<void> {
  const absolute = pathFrom(context, path);
  await mkdir(dirname(absolute), { recursive: true });
  await writeFile(absolute, html);
}
