import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";
import { attempt } from "./attempt.ts";
import { placeOf } from "./s3-store.ts";
import type { S3Store } from "./s3-store.ts";

/** What reading an object came to: what `take` made of it, or why there was nothing to take. */
export type S3Reading<Result> = { readonly fault: null; readonly value: Result } | { readonly fault: "absent" | "unreadable" };

/**
 * Reads an object through, inflated where its key ends in `.gz`. A connection that breaks midway begins again, so `take` may be called anew.
 *
 * @throws AdapterError when the store does not give it.
 */
export async function readS3Object<Result>(store: S3Store, key: string, take: (content: AsyncIterable<Buffer>) => Promise<Result>): Promise<S3Reading<Result>> {
  const outcome = await attempt({
    step: "read",
    where: placeOf(store, key),
    pace: store.pace,
    signal: store.signal,
    settles: ["absent"],
    make: async (signal): Promise<S3Reading<Result>> => {
      const sent = await store.wire.get(store.prefix + key, signal);
      try {
        return { fault: null, value: await take(key.endsWith(".gz") ? inflated(sent) : (sent as AsyncIterable<Buffer>)) };
      } catch (cause) {
        // Damaged where it lies: the connection ended well, its bytes are no gzip.
        if (cause instanceof Error && "code" in cause && String(cause.code).startsWith("Z_")) return { fault: "unreadable" };
        throw cause;
      }
    },
  });
  return outcome.fault === null ? outcome.value : outcome;
}

function inflated(sent: AsyncIterable<Uint8Array>): AsyncIterable<Buffer> {
  const gunzip = createGunzip({ chunkSize: 1 << 18 });
  // A failure of either end reaches whoever reads.
  pipeline(Readable.from(sent), gunzip).catch(() => {});
  return gunzip;
}
