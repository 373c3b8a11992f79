import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { createGunzip } from "node:zlib";
import { AdapterError } from "../adapter-error.ts";
import { fileError } from "./file-error.ts";
import type { BronzeObject } from "./list-bronze.ts";

const chunkBytes = 1 << 18;

/**
 * Reads an object through and holds its uncompressed bytes against the hash in its key.
 *
 * A reader of compressed lines may take a cut file for a short one, so this comes before anything is made of it.
 *
 * @throws AdapterError `corrupt` when it cannot be inflated or holds other bytes; its message names the key.
 */
export async function checkObject({ key, path, sha256 }: BronzeObject): Promise<void> {
  const advice = "restore the object from a copy, or set it aside (move it out of raw/) and run the same command again; verifyBronze lists every such object";
  const hash = createHash("sha256");
  const file = createReadStream(path, { highWaterMark: chunkBytes });
  const inflated = path.endsWith(".gz") ? file.pipe(createGunzip({ chunkSize: chunkBytes })) : file;
  if (inflated !== file) file.once("error", (cause) => inflated.destroy(cause));
  try {
    for await (const chunk of inflated as AsyncIterable<Buffer>) hash.update(chunk);
  } catch (cause) {
    if (!(cause instanceof Error && "code" in cause && String(cause.code).startsWith("Z_"))) throw fileError("read", path, cause);
    throw new AdapterError("corrupt", `${key}: expected a whole gzip file, got a damaged one (${cause.message}); ${advice}`, { cause });
  }
  const found = hash.digest("hex");
  if (found !== sha256) throw new AdapterError("corrupt", `${key}: expected content with the SHA-256 of its name, got ${found}; ${advice}`);
}
