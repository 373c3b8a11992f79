import { attempt } from "./attempt.ts";
import type { S3Content } from "./s3-content.ts";
import { placeOf } from "./s3-store.ts";
import type { S3Store } from "./s3-store.ts";
import { retentionAt } from "./s3-worm.ts";
import { sha256Base64 } from "./sha256-base64.ts";

/** A conditional write: the checksum of what was sent, and whether the store gave it back as its own. */
export interface PutOutcome {
  readonly checksum: string;
  readonly acknowledged: boolean;
}

/** Writes content with one request, if its key is free. */
export async function putWhole(store: S3Store, content: S3Content): Promise<PutOutcome> {
  const { pace, signal, wire } = store;
  const body = await content.read(0, content.bytes);
  const checksum = sha256Base64(body);
  const outcome = await attempt({
    step: "write",
    where: placeOf(store, content.key),
    pace,
    signal,
    settles: ["taken"],
    make: (each) => {
      const retention = retentionAt(store.worm, pace.nowMs() + wire.clockOffsetMs());
      return wire.put({ key: store.prefix + content.key, checksum, contentType: content.contentType, ...(retention === undefined ? {} : { retention }) }, body, each);
    },
  });
  return { checksum, acknowledged: outcome.fault === null && outcome.value === checksum };
}
