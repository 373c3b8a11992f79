import { gunzipSync } from "node:zlib";
import { listS3Bronze } from "@liftproof/adapters/s3";
import type { BronzeEntry, S3Store } from "@liftproof/adapters/s3";
import type { S3Server } from "./s3-server.ts";

const startUs = 1_772_323_200_000_000;
const hourUs = 3_600_000_000;

/** A bronze line of its own, forty to an hour. */
export function s3Entry(id: number, filler = ""): BronzeEntry {
  const receivedAtUs = startUs + Math.floor(id / 40) * hourUs + id;
  return { receivedAtUs, line: `{"v":1,"received_ts_us":${receivedAtUs},"row":{"event_id":"e${id}"},"raw":"${filler}"}` };
}

export function s3Entries(count: number, from = 0): readonly BronzeEntry[] {
  return Array.from({ length: count }, (_, at) => s3Entry(from + at));
}

/** Names of the objects of a store and every line in them, read behind the adapter's back. */
export async function linesInStore(server: S3Server, store: S3Store): Promise<ReadonlyMap<string, readonly string[]>> {
  const found = new Map<string, readonly string[]>();
  for (const { key } of await listS3Bronze(store)) {
    const bytes = await server.read(store.bucket, store.prefix + key);
    found.set(key, (key.endsWith(".gz") ? gunzipSync(bytes) : bytes).toString("utf8").split("\n").slice(0, -1));
  }
  return found;
}
