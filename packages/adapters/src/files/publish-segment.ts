import { rm } from "node:fs/promises";
import { dirname } from "node:path";
import { bronzeObjectKey, manifestKey } from "@liftproof/events";
import { AdapterError } from "../adapter-error.ts";
import { manifestText } from "./bronze-manifest.ts";
import type { BronzeManifest } from "./bronze-manifest.ts";
import { bronzeTally } from "./bronze-tally.ts";
import { syncFolder } from "./durable-file.ts";
import { fileStep } from "./file-error.ts";

/** Files in the spool that were being written when their writer died begin so; they hold nothing that a segment does not. */
export const unfinishedPrefix = "writing-";

/** One sealed spool segment and where it belongs. */
export interface SealedSegment {
  readonly path: string;
  readonly receivedHourUs: number;
}

/** Where segments become objects. What is there already, with the same content, stays as it is. */
export interface BronzePlace {
  /** Returns once the object is safe there. `path` holds its uncompressed bytes. */
  putObject(manifest: BronzeManifest, path: string): Promise<void>;
  /** Returns once the text is safe there. */
  putManifest(key: string, text: string): Promise<void>;
}

/**
 * Turns a sealed segment into its bronze object and manifest, then removes it from the spool.
 *
 * The object's name is the hash of its content, so doing this again after a kill at any point makes the same objects.
 *
 * @returns `null` when the segment was empty.
 */
export async function publishSegment(segment: SealedSegment, { gzip, place }: { readonly gzip: boolean; readonly place: BronzePlace }): Promise<BronzeManifest | null> {
  const tally = await fileStep("read spool segment", segment.path, () => bronzeTally(segment.path));
  if (tally.strange > 0) {
    throw new AdapterError("corrupt", `${segment.path}: expected bronze lines only, got ${tally.strange} others; move the file away and look at it`);
  }
  let manifest: BronzeManifest | null = null;
  if (tally.firstReceivedUs !== null && tally.lastReceivedUs !== null) {
    const name = { receivedHourUs: segment.receivedHourUs, sha256Hex: tally.sha256 };
    manifest = {
      object: bronzeObjectKey({ ...name, gzip }),
      sha256: tally.sha256,
      bytes: tally.bytes,
      events: tally.events,
      rejected: tally.rejected,
      firstReceivedUs: tally.firstReceivedUs,
      lastReceivedUs: tally.lastReceivedUs,
    };
    await place.putObject(manifest, segment.path);
    await place.putManifest(manifestKey(name), manifestText(manifest));
  }
  await fileStep("remove spool segment", segment.path, () => rm(segment.path, { force: true }));
  await syncFolder(dirname(segment.path));
  return manifest;
}
