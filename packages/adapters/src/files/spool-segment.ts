import { randomBytes } from "node:crypto";
import { open, rename } from "node:fs/promises";
import type { FileHandle } from "node:fs/promises";
import { dirname, join } from "node:path";
import { syncFolder } from "./durable-file.ts";
import { fileStep } from "./file-error.ts";
import type { SealedSegment } from "./publish-segment.ts";
import { repairSegment } from "./repair-segment.ts";

/** An open spool segment: the lines of one received hour, in the order they were acknowledged. */
export interface SpoolSegment {
  readonly path: string;
  readonly receivedHourUs: number;
  /** Bytes on disk for certain. */
  readonly bytes: () => number;
  /** Adds text that ends in a line feed; on return it is on disk. After a failure the segment takes no more and must be sealed. */
  append(text: string): Promise<void>;
  /** Closes the segment under its final name. A segment with a failed append is first cut back to what was acknowledged. */
  seal(): Promise<SealedSegment>;
  /** Closes the file of a segment that nobody will seal here; the next writer of the spool finds it. */
  release(): Promise<void>;
}

const segmentName = /^(open|sealed)-(\d{1,16})-[0-9a-f]{16}\.ndjson$/;

/** Reads a segment's state and hour from its file name; `undefined` for other files in the spool. */
export function segmentOf(name: string): { readonly sealed: boolean; readonly receivedHourUs: number } | undefined {
  const found = segmentName.exec(name);
  return found === null ? undefined : { sealed: found[1] === "sealed", receivedHourUs: Number(found[2]) };
}

/** Starts a new segment in the spool folder. */
export async function openSegment(folder: string, receivedHourUs: number): Promise<SpoolSegment> {
  const path = join(folder, `open-${receivedHourUs}-${randomBytes(8).toString("hex")}.ndjson`);
  const handle = await fileStep("open spool segment", path, () => open(path, "wx"));
  await syncFolder(folder);
  let bytes = 0;
  let failed = false;
  return {
    path,
    receivedHourUs,
    bytes: () => bytes,
    append: (text) =>
      fileStep("write spool segment", path, async () => {
        try {
          await writeWhole(handle, Buffer.from(text, "utf8"), bytes);
          await handle.datasync();
          bytes += Buffer.byteLength(text);
        } catch (cause) {
          failed = true;
          throw cause;
        }
      }),
    seal: async () => {
      await fileStep("close spool segment", path, async () => {
        if (failed) await handle.truncate(bytes);
        else await handle.sync();
        await handle.close();
      });
      if (failed) await repairSegment(path);
      return sealSegment(path, receivedHourUs);
    },
    // Closing twice is no harm; what a last sync would have told, the next writer's recovery looks for.
    release: () => handle.close().catch(() => {}),
  };
}

/** Gives a repaired or cleanly closed segment its sealed name. */
export async function sealSegment(path: string, receivedHourUs: number): Promise<SealedSegment> {
  const sealedPath = path.replace(/open-([^/\\]*)$/, "sealed-$1");
  await fileStep("seal spool segment", path, () => rename(path, sealedPath));
  await syncFolder(dirname(path));
  return { path: sealedPath, receivedHourUs };
}

async function writeWhole(handle: FileHandle, bytes: Buffer, position: number): Promise<void> {
  let written = 0;
  while (written < bytes.length) {
    const { bytesWritten } = await handle.write(bytes, written, bytes.length - written, position + written);
    written += bytesWritten;
  }
}
