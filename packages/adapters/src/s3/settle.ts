import { createHash } from "node:crypto";
import { attempt } from "./attempt.ts";
import { readS3Object } from "./read-s3-object.ts";
import type { S3Content } from "./s3-content.ts";
import { placeOf } from "./s3-store.ts";
import type { S3Store } from "./s3-store.ts";
import type { S3Head } from "./s3-wire.ts";
import { retentionAt } from "./s3-worm.ts";

/** Whose bytes stand at a key: ours, somebody else's, or none at all. */
export type Standing = "ours" | "foreign" | "absent";

/**
 * Finds out what stands at a key after a write was refused, or answered without a checksum.
 *
 * A refusal may mean that our own earlier attempt won and its answer was lost, or that the same content was written before, or that it is
 * somebody else's. The checksum decides; a store that keeps none, or one of another compression of the same content, is read back.
 * An object of ours that no retention holds gets the one it was to have.
 *
 * @param checksum - Of the bytes we sent.
 */
export async function settle(store: S3Store, content: S3Content, checksum: string): Promise<Standing> {
  const { pace, signal, wire } = store;
  const where = placeOf(store, content.key);
  const asked = await attempt({ step: "look at", where, pace, signal, settles: ["absent"], make: (each) => wire.head(store.prefix + content.key, each) });
  if (asked.fault !== null) return "absent";
  if (asked.value.checksum !== checksum) {
    const read = await readS3Object(store, content.key, hexDigest);
    if (read.fault === "absent") return "absent";
    if (read.fault !== null || read.value !== content.sha256) return "foreign";
  }
  await lock(store, content.key, asked.value);
  return "ours";
}

async function lock(store: S3Store, key: string, { versionId, lockedUntil }: S3Head): Promise<void> {
  const { pace, signal, wire } = store;
  const storeNowMs = pace.nowMs() + wire.clockOffsetMs();
  const retention = retentionAt(store.worm, storeNowMs);
  if (retention === undefined || (lockedUntil !== undefined && lockedUntil.getTime() > storeNowMs)) return;
  await attempt({ step: "lock", where: placeOf(store, key), pace, signal, settles: [], make: (each) => wire.retain({ key: store.prefix + key, versionId }, retention, each) });
}

async function hexDigest(content: AsyncIterable<Buffer>): Promise<string> {
  const hash = createHash("sha256");
  for await (const chunk of content) hash.update(chunk);
  return hash.digest("hex");
}
