import { compareCodePoints } from "@liftproof/events";
import { bronzeKeySha256 } from "../files/list-bronze.ts";
import { attempt } from "./attempt.ts";
import { placeOf } from "./s3-store.ts";
import type { S3Store } from "./s3-store.ts";
import type { S3Key } from "./s3-wire.ts";

/** One bronze object in a bucket. */
export interface S3BronzeObject {
  /** `raw/event_dt=YYYY-MM-DD/HH/evt-<sha256>.ndjson[.gz]`, relative to the store's prefix. */
  readonly key: string;
  readonly sha256: string;
  /** As stored. */
  readonly bytes: number;
}

/** The bronze objects of a store, sorted by key. Objects with other names are not bronze and are left out. */
export async function listS3Bronze(store: S3Store): Promise<readonly S3BronzeObject[]> {
  const keys = await keysUnder(store, "raw/");
  return keys
    .map(({ key, bytes }) => ({ key, sha256: bronzeKeySha256(key) ?? "", bytes }))
    .filter(({ sha256 }) => sha256 !== "")
    .sort((a, b) => compareCodePoints(a.key, b.key));
}

/** All keys under a relative folder, relative to the store's prefix. */
export async function keysUnder(store: S3Store, folder: string): Promise<readonly S3Key[]> {
  const { pace, signal, wire, prefix } = store;
  const found: S3Key[] = [];
  let after: string | undefined;
  do {
    const from = after;
    const { value } = await attempt({ step: "list", where: placeOf(store, folder), pace, signal, settles: [], make: (each) => wire.list(prefix + folder, from, each) });
    for (const { key, bytes } of value.keys) found.push({ key: key.slice(prefix.length), bytes });
    after = value.next;
  } while (after !== undefined);
  return found;
}
