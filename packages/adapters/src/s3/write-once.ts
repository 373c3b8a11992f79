import { AdapterError } from "../adapter-error.ts";
import { putParts } from "./put-parts.ts";
import { putWhole } from "./put-whole.ts";
import type { S3Content } from "./s3-content.ts";
import { jitteredWaitMs } from "./s3-patience.ts";
import { placeOf } from "./s3-store.ts";
import type { S3Store } from "./s3-store.ts";
import { settle } from "./settle.ts";

/**
 * Makes a key hold this content, without ever replacing another. Returns once the store has acknowledged our checksum, or was found to hold
 * the content already.
 *
 * The condition is the store's (`If-None-Match: *`), never a look before the write: between look and write anybody may come.
 *
 * @throws AdapterError `corrupt` when other bytes stand at the key; they are left as they are.
 */
export async function writeOnce(store: S3Store, content: S3Content): Promise<void> {
  const { pace, signal } = store;
  for (let round = 1; ; round++) {
    const { checksum, acknowledged } = await (content.bytes > store.partBytes ? putParts(store, content) : putWhole(store, content));
    if (acknowledged) return;
    const standing = await settle(store, content, checksum);
    if (standing === "ours") return;
    const where = placeOf(store, content.key);
    if (standing === "foreign") {
      throw new AdapterError("corrupt", `write ${where}: expected the content its key names or none, got other bytes; nothing was overwritten, find out who wrote them`);
    }
    // Refused because the key was taken, and free when looked at: somebody deletes, or two uploads collided.
    if (round >= pace.attempts) throw new AdapterError("throttled", `write ${where}: expected the key to stay free or taken, got both in turn ${round} times; find out who else writes there, then repeat the call`);
    await pace.wait(jitteredWaitMs(round, pace), signal);
  }
}
