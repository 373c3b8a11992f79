import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { createGunzip } from "node:zlib";
import { fileError } from "./file-error.ts";
import type { BronzeObject } from "./list-bronze.ts";
import type { BronzeFaultReason } from "./verify-bronze.ts";

const chunkBytes = 1 << 18;

/**
 * Reads an object through and holds its uncompressed bytes against the hash in its key.
 *
 * A reader of compressed lines may take a cut file for a short one, so this comes before anything is made of it.
 *
 * @returns `null` when the object is what its key promises.
 * @throws AdapterError when the disk does not answer.
 */
export async function objectFault({ path, sha256 }: BronzeObject): Promise<Extract<BronzeFaultReason, "unreadable" | "content_changed"> | null> {
  const hash = createHash("sha256");
  const file = createReadStream(path, { highWaterMark: chunkBytes });
  const inflated = path.endsWith(".gz") ? file.pipe(createGunzip({ chunkSize: chunkBytes })) : file;
  if (inflated !== file) file.once("error", (cause) => inflated.destroy(cause));
  try {
    for await (const chunk of inflated as AsyncIterable<Buffer>) hash.update(chunk);
  } catch (cause) {
    if (!(cause instanceof Error && "code" in cause && String(cause.code).startsWith("Z_"))) throw fileError("read", path, cause);
    return "unreadable";
  }
  return hash.digest("hex") === sha256 ? null : "content_changed";
}
