import { readFile } from "node:fs/promises";
import { CommandFault } from "../command-fault.ts";
import type { CommandContext } from "../command-context.ts";
import { pathFrom } from "../command-context.ts";

/**
 * The text of a small file (config, key ring, ids), without a byte order mark.
 *
 * @throws CommandFault when there is no such file, it is a folder or cannot be read.
 */
export async function readTextFile(context: CommandContext, path: string): Promise<string> {
  try {
    const text = await readFile(pathFrom(context, path), "utf8");
    return text.startsWith("\ufeff") ? text.slice(1) : text;
  } catch (cause) {
    const code = cause instanceof Error && "code" in cause ? cause.code : undefined;
    if (code === "ENOENT") throw new CommandFault(`${path}: expected a file, found nothing there; check the path`, { cause });
    if (code === "EISDIR") throw new CommandFault(`${path}: expected a file, got a folder; name one file in it`, { cause });
    throw new CommandFault(`${path}: expected a readable file, got ${String(code)}; check its permissions`, { cause });
  }
}
