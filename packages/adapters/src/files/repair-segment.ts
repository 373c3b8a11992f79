import { copyFile, open, stat } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { bronzeLineHead } from "./bronze-line-head.ts";
import { syncFolder } from "./durable-file.ts";
import { fileStep } from "./file-error.ts";
import { fileLines } from "./file-lines.ts";

/** What was wrong with a spool segment that no writer closed. */
export interface SegmentRepair {
  readonly lines: number;
  /** Bytes cut from the end: a line that was being written and was never acknowledged. */
  readonly tornBytes: number;
  /** A copy of the segment from before the cut, kept when more than a torn end was wrong with it. */
  readonly damagedCopy: string | null;
}

/**
 * Cuts a spool segment back to its last whole line.
 *
 * An acknowledged line was on disk before its call returned, so only bytes after it can be half written. Anything that is not
 * a bronze line ends the good part; if whole lines still follow, the disk itself lied, and the segment is copied aside first.
 */
export async function repairSegment(path: string): Promise<SegmentRepair> {
  return fileStep("repair spool segment", path, async () => {
    let lines = 0;
    let goodBytes = 0;
    let sound = true;
    let soundAfterDamage = false;
    for await (const line of fileLines(path)) {
      const whole = line.ended && isBronzeLine(line.bytes.toString("utf8"));
      if (whole && sound) {
        lines++;
        goodBytes = line.offset + line.bytes.length + 1;
      } else {
        sound = false;
        soundAfterDamage ||= whole;
      }
    }
    const { size } = await stat(path);
    const damagedCopy = soundAfterDamage ? join(dirname(path), `damaged-${basename(path)}`) : null;
    if (damagedCopy !== null) await copyFile(path, damagedCopy);
    if (size > goodBytes) await truncateDurably(path, goodBytes);
    return { lines, tornBytes: size - goodBytes, damagedCopy };
  });
}

function isBronzeLine(line: string): boolean {
  if (bronzeLineHead(line) === undefined) return false;
  try {
    JSON.parse(line);
    return true;
  } catch {
    return false;
  }
}

async function truncateDurably(path: string, bytes: number): Promise<void> {
  const handle = await open(path, "r+");
  try {
    await handle.truncate(bytes);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await syncFolder(dirname(path));
}
