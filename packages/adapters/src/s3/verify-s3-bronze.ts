import { AdapterError } from "../adapter-error.ts";
import { tallyOf } from "../files/bronze-tally.ts";
import type { BronzeTally } from "../files/bronze-tally.ts";
import { replayManifests } from "../files/verify-bronze.ts";
import type { BronzeVerification } from "../files/verify-bronze.ts";
import { keysUnder, listS3Bronze } from "./list-s3-bronze.ts";
import { readS3Object } from "./read-s3-object.ts";
import { placeOf } from "./s3-store.ts";
import type { S3Store } from "./s3-store.ts";

/**
 * Reads every object of a store and holds it against its name and its manifest.
 *
 * @throws AdapterError when the store does not answer; `not_found` when an object goes while it is read.
 */
export function verifyS3Bronze(store: S3Store, onProgress: (done: number, total: number) => void = () => {}): Promise<BronzeVerification> {
  return replayManifests(
    {
      objects: () => listS3Bronze(store),
      manifests: async () => (await keysUnder(store, "manifest/")).map(({ key }) => key),
      tally: async (key): Promise<BronzeTally | undefined> => {
        const read = await readS3Object(store, key, tallyOf);
        if (read.fault === "absent") throw gone(store, key);
        return read.fault === null ? read.value : undefined;
      },
      text: async (key) => {
        const read = await readS3Object(store, key, wholeText);
        if (read.fault !== null) throw gone(store, key);
        return read.value;
      },
    },
    onProgress,
  );
}

async function wholeText(content: AsyncIterable<Buffer>): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of content) chunks.push(chunk);
  return Buffer.concat(chunks).toString("utf8");
}

function gone(store: S3Store, key: string): AdapterError {
  return new AdapterError("not_found", `read ${placeOf(store, key)}: expected the object that was just listed, got none; look who deletes in this bucket, then repeat the call`);
}
