import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { open, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { makeFolder } from "../files/durable-file.ts";
import { fileStep } from "../files/file-error.ts";
import { objectFault } from "../files/object-fault.ts";
import type { BronzeFault } from "../files/verify-bronze.ts";
import { attempt } from "./attempt.ts";
import { listS3Bronze } from "./list-s3-bronze.ts";
import type { S3BronzeObject } from "./list-s3-bronze.ts";
import { placeOf } from "./s3-store.ts";
import type { S3Store } from "./s3-store.ts";

/** What to bring to this disk. */
export interface FetchOptions {
  readonly store: S3Store;
  /** Folder that gets `raw/`, for `ingestBronze` to read. What is there already is not fetched again. */
  readonly root: string;
  /** Keys to leave where they are, such as those silver holds. Default none. */
  readonly skip?: (key: string) => boolean;
  readonly onProgress?: (done: number, total: number) => void;
}

/** What fetching did. */
export interface FetchReport {
  readonly fetched: number;
  /** Bytes of them, as stored. */
  readonly bytes: number;
  /** On this disk before, or skipped. */
  readonly known: number;
  /** Objects that are not what their keys promise, or went while they were read; they were left out. */
  readonly damaged: readonly BronzeFault[];
}

/**
 * Brings the bronze objects of a store to a folder, each one whole and checked against its key, or not at all.
 *
 * @throws AdapterError when store or disk fail; what was fetched is kept, and the same call goes on from there.
 */
export async function fetchS3Bronze({ store, root, skip = () => false, onProgress = () => {} }: FetchOptions): Promise<FetchReport> {
  const objects = await listS3Bronze(store);
  // There for its reader also when nothing is fetched.
  await makeFolder(root);
  const fresh = objects.filter(({ key }) => !skip(key) && !existsSync(join(root, key)));
  const damaged: BronzeFault[] = [];
  let bytes = 0;
  for (const [at, object] of fresh.entries()) {
    const reason = await fetchOne(store, root, object);
    if (reason === null) bytes += object.bytes;
    else damaged.push({ key: object.key, reason });
    onProgress(at + 1, fresh.length);
  }
  return { fetched: fresh.length - damaged.length, bytes, known: objects.length - fresh.length, damaged };
}

async function fetchOne(store: S3Store, root: string, { key, sha256 }: S3BronzeObject): Promise<BronzeFault["reason"] | null> {
  const path = join(root, key);
  await makeFolder(dirname(path));
  // The ending stays: it says how the bytes are read.
  const temporary = join(dirname(path), `.fetching-${randomBytes(8).toString("hex")}${key.endsWith(".gz") ? ".gz" : ""}`);
  try {
    const { pace, signal, wire } = store;
    const sent = await attempt({
      step: "fetch",
      where: placeOf(store, key),
      pace,
      signal,
      settles: ["absent"],
      make: async (each) => writeAll(temporary, await wire.get(store.prefix + key, each)),
    });
    if (sent.fault !== null) return "missing_object";
    const fault = await objectFault({ key, path: temporary, sha256 });
    if (fault === null) await fileStep("write", path, () => rename(temporary, path));
    return fault;
  } finally {
    await rm(temporary, { force: true });
  }
}

/** A failure of the disk is named as such; one of the connection is thrown as it is. */
async function writeAll(path: string, content: AsyncIterable<Uint8Array>): Promise<void> {
  const handle = await fileStep("write", path, () => open(path, "w"));
  try {
    for await (const chunk of content) await fileStep("write", path, () => handle.writeFile(chunk));
    await fileStep("write", path, () => handle.sync());
  } finally {
    await handle.close();
  }
}
