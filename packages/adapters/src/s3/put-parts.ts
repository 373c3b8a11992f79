import { attempt } from "./attempt.ts";
import type { PutOutcome } from "./put-whole.ts";
import type { S3Content } from "./s3-content.ts";
import { placeOf } from "./s3-store.ts";
import type { S3Store } from "./s3-store.ts";
import type { S3Part } from "./s3-wire.ts";
import { retentionAt } from "./s3-worm.ts";
import { sha256Base64 } from "./sha256-base64.ts";

/** Attempts to tell the store that an upload is given up; what stays is the bucket's lifecycle rule to sweep. */
const abandonAttempts = 3;

/** Writes content part by part, if its key is free when they are put together. An upload that does not become the object is given up. */
export async function putParts(store: S3Store, content: S3Content): Promise<PutOutcome> {
  const { pace, signal, wire } = store;
  const key = store.prefix + content.key;
  const request = { where: placeOf(store, content.key), pace, signal };
  const started = await attempt({
    ...request,
    step: "begin parts of",
    settles: [],
    make: (each) => {
      const retention = retentionAt(store.worm, pace.nowMs() + wire.clockOffsetMs());
      return wire.startParts({ key, contentType: content.contentType, ...(retention === undefined ? {} : { retention }) }, each);
    },
  });
  const uploadId = started.value;
  let finished = false;
  try {
    const parts: S3Part[] = [];
    const digests: Buffer[] = [];
    for (let from = 0; from < content.bytes; from += store.partBytes) {
      const body = await content.read(from, store.partBytes);
      const part = { key, uploadId, number: parts.length + 1, checksum: sha256Base64(body) };
      digests.push(Buffer.from(part.checksum, "base64"));
      const sent = await attempt({ ...request, step: `write part ${part.number} of`, settles: [], make: (each) => wire.putPart(part, body, each) });
      parts.push({ ...sent.value, checksum: part.checksum });
    }
    const checksum = `${sha256Base64(Buffer.concat(digests))}-${parts.length}`;
    // After a conflict the parts are gone: the upload has to begin anew.
    const whole = await attempt({ ...request, step: "put together", settles: ["taken", "no_upload", "conflict"], make: (each) => wire.finishParts({ key }, { uploadId, parts }, each) });
    finished = whole.fault === null;
    return { checksum, acknowledged: whole.fault === null && whole.value === checksum };
  } finally {
    if (!finished) await abandon(store, key, uploadId);
  }
}

/** Frees what the parts take. Its own signal: an upload that was aborted is given up all the same. */
async function abandon({ wire, pace, bucket }: S3Store, key: string, uploadId: string): Promise<void> {
  const request = { step: "give up parts of", where: `s3://${bucket}/${key}`, pace: { ...pace, attempts: Math.min(pace.attempts, abandonAttempts) }, signal: new AbortController().signal };
  await attempt({ ...request, settles: ["no_upload", "absent"], make: (each) => wire.abandonParts(key, uploadId, each) }).catch(() => {});
}
