import { readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { compareCodePoints } from "@liftproof/events";
import type { BronzeManifest } from "./bronze-manifest.ts";
import { fileStep } from "./file-error.ts";
import { unfinishedPrefix } from "./publish-segment.ts";
import type { SealedSegment } from "./publish-segment.ts";
import { repairSegment } from "./repair-segment.ts";
import { sealSegment, segmentOf } from "./spool-segment.ts";

/** What a writer that never closed left in the spool. */
export interface SpoolRecovery {
  /** Objects made of its segments. */
  readonly published: readonly BronzeManifest[];
  /** Bytes of lines that were never acknowledged and were cut off. */
  readonly tornBytes: number;
  /** Copies of segments that were damaged in the middle, for a person to look at. Empty but for a failing disk. */
  readonly damagedCopies: readonly string[];
}

/** Whole segments a dead writer left, and what was wrong with the rest. */
export interface SpoolRemains extends Omit<SpoolRecovery, "published"> {
  readonly segments: readonly SealedSegment[];
}

/** Repairs and seals every segment of a dead writer. Safe to repeat: a kill while it works changes nothing. */
export async function recoverSpool(spool: string): Promise<SpoolRemains> {
  const names = await fileStep("list spool", spool, () => readdir(spool));
  const segments: SealedSegment[] = [];
  const damagedCopies: string[] = [];
  let tornBytes = 0;
  for (const name of names.sort(compareCodePoints)) {
    if (name.startsWith(unfinishedPrefix)) await fileStep("remove", name, () => rm(join(spool, name), { force: true }));
    const segment = segmentOf(name);
    if (segment === undefined) continue;
    let sealed: SealedSegment = { path: join(spool, name), receivedHourUs: segment.receivedHourUs };
    if (!segment.sealed) {
      const repair = await repairSegment(sealed.path);
      tornBytes += repair.tornBytes;
      if (repair.damagedCopy !== null) damagedCopies.push(repair.damagedCopy);
      sealed = await sealSegment(sealed.path, segment.receivedHourUs);
    }
    segments.push(sealed);
  }
  return { segments, tornBytes, damagedCopies };
}
