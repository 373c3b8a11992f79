import { createReadStream, createWriteStream } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import type { PlainFile } from "./plain-file.ts";

const MARK_BYTES = 3;

/**
 * A copy of the file without the UTF-8 byte order mark at its start: the engine's JSON reader would drop the whole
 * first line for it. Closing the copy closes the file as well.
 */
export async function withoutByteOrderMark(plain: PlainFile, tempDirectory: string = tmpdir()): Promise<PlainFile> {
  const folder = await mkdtemp(join(tempDirectory, "liftproof-unmarked-"));
  const path = join(folder, "plain");
  const close = async (): Promise<void> => {
    await rm(folder, { recursive: true, force: true });
    await plain.close();
  };
  try {
    await pipeline(createReadStream(plain.path, { start: MARK_BYTES }), createWriteStream(path));
  } catch (error) {
    await close();
    throw error;
  }
  return { path, close };
}
