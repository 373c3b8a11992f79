import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { createGunzip } from "node:zlib";
import { bronzeLineHead } from "./bronze-line-head.ts";

/** The content of one bronze file, measured by reading it once. */
export interface BronzeTally {
  readonly sha256: string;
  readonly bytes: number;
  readonly events: number;
  readonly rejected: number;
  /** Lines that do not begin like a bronze line, an unfinished last one included. */
  readonly strange: number;
  /** Null when there is no event and no rejected line. */
  readonly firstReceivedUs: number | null;
  readonly lastReceivedUs: number | null;
}

/** How much of a line the head takes at most. */
const headBytes = 64;

/** Reads a bronze file through, inflating it when its name ends in `.gz`, and measures it. */
export async function bronzeTally(path: string): Promise<BronzeTally> {
  const file = createReadStream(path, { highWaterMark: 1 << 18 });
  const inflated = path.endsWith(".gz") ? file.pipe(createGunzip()) : file;
  if (inflated !== file) file.once("error", (cause) => inflated.destroy(cause));
  return tallyOf(inflated);
}

/** Measures uncompressed bronze, chunk by chunk. */
export async function tallyOf(content: AsyncIterable<Buffer>): Promise<BronzeTally> {
  const hash = createHash("sha256");
  let [bytes, events, rejected, strange] = [0, 0, 0, 0];
  let first = Infinity;
  let last = -Infinity;
  let opening = Buffer.alloc(0);
  const count = (line: Buffer): void => {
    const head = bronzeLineHead(line.toString("latin1", 0, headBytes));
    if (head === undefined) {
      strange++;
      return;
    }
    if (head.rejected) rejected++;
    else events++;
    first = Math.min(first, head.receivedAtUs);
    last = Math.max(last, head.receivedAtUs);
  };

  for await (const chunk of content) {
    hash.update(chunk);
    bytes += chunk.length;
    let from = 0;
    for (let end = chunk.indexOf(10); end !== -1; end = chunk.indexOf(10, from)) {
      count(opening.length === 0 ? chunk.subarray(from, end) : Buffer.concat([opening, chunk.subarray(from, Math.min(end, from + headBytes))]));
      opening = Buffer.alloc(0);
      from = end + 1;
    }
    // Only the head of an unfinished line is kept, however long the line.
    if (from < chunk.length && opening.length < headBytes) opening = Buffer.concat([opening, chunk.subarray(from, from + headBytes)]);
  }
  if (opening.length > 0) strange++;
  return {
    sha256: hash.digest("hex"),
    bytes,
    events,
    rejected,
    strange,
    firstReceivedUs: first === Infinity ? null : first,
    lastReceivedUs: last === -Infinity ? null : last,
  };
}
