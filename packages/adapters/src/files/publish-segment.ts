import { randomBytes } from "node:crypto";
import { createReadStream, createWriteStream, existsSync } from "node:fs";
import { copyFile, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import { bronzeObjectKey, manifestKey } from "@liftproof/events";
import { AdapterError } from "../adapter-error.ts";
import { manifestText } from "./bronze-manifest.ts";
import type { BronzeManifest } from "./bronze-manifest.ts";
import { bronzeTally } from "./bronze-tally.ts";
import { makeFolder, syncFolder, writeDurably } from "./durable-file.ts";
import { fileStep } from "./file-error.ts";

/** Half the time of the default level for a twentieth more bytes, on event lines. */
const gzipLevel = 5;

/** Files in the spool that were being written when their writer died begin so; they hold nothing that a segment does not. */
export const unfinishedPrefix = "writing-";

/** One sealed spool segment and where it belongs. */
export interface SealedSegment {
  readonly path: string;
  readonly receivedHourUs: number;
}

/**
 * Turns a sealed segment into its bronze object and manifest, then removes it from the spool.
 *
 * The object's name is the hash of its content, so doing this again after a kill at any point makes the same files.
 *
 * @returns `null` when the segment was empty.
 */
export async function publishSegment(segment: SealedSegment, { root, gzip }: { readonly root: string; readonly gzip: boolean }): Promise<BronzeManifest | null> {
  const tally = await fileStep("read spool segment", segment.path, () => bronzeTally(segment.path));
  if (tally.strange > 0) {
    throw new AdapterError("corrupt", `${segment.path}: expected bronze lines only, got ${tally.strange} others; move the file away and look at it`);
  }
  let manifest: BronzeManifest | null = null;
  if (tally.firstReceivedUs !== null && tally.lastReceivedUs !== null) {
    const name = { receivedHourUs: segment.receivedHourUs, sha256Hex: tally.sha256 };
    const object = bronzeObjectKey({ ...name, gzip });
    manifest = {
      object,
      sha256: tally.sha256,
      bytes: tally.bytes,
      events: tally.events,
      rejected: tally.rejected,
      firstReceivedUs: tally.firstReceivedUs,
      lastReceivedUs: tally.lastReceivedUs,
    };
    await writeOnce(root, object, (temporary) =>
      gzip ? pipeline(createReadStream(segment.path), createGzip({ level: gzipLevel }), createWriteStream(temporary)) : copyFile(segment.path, temporary),
    );
    const text = manifestText(manifest);
    await writeOnce(root, manifestKey(name), (temporary) => writeFile(temporary, text));
  }
  await fileStep("remove spool segment", segment.path, () => rm(segment.path, { force: true }));
  await syncFolder(dirname(segment.path));
  return manifest;
}

async function writeOnce(root: string, key: string, fill: (temporaryPath: string) => Promise<void>): Promise<void> {
  const path = join(root, key);
  if (existsSync(path)) return;
  await makeFolder(dirname(path));
  await writeDurably(path, join(root, "spool", `${unfinishedPrefix}${randomBytes(8).toString("hex")}`), fill);
}
