import { createReadStream } from "node:fs";
import { AdapterError } from "../../adapter-error.ts";
import type { DelimitedText } from "./line-pieces.ts";
import { scanRecord } from "./scan-record.ts";
import type { RecordScan } from "./scan-record.ts";

/** Delimited text, and what its records should be. */
export interface RecordText extends DelimitedText {
  /** What messages call it. */
  readonly name: string;
  /** Cells of the header. */
  readonly columns: number;
  /** Lines before the header. */
  readonly leadLines: number;
}

/** A piece of a text without the lines that were set aside, and how many those were. */
export interface SoundPiece {
  readonly kept: readonly Buffer[];
  readonly setAside: number;
  /** The byte of the file where the first of them begins; `null` when none was set aside. */
  readonly setAsideFrom: number | null;
}

const MARK_BYTES = 3;
const PIECE_BYTES = 1 << 20;
/** The longest record there may be, as the engine has it: a quote is not closed after more than that. */
const LONGEST_RECORD = 2_000_000;

/**
 * The text without its byte order mark and without lines whose quotes are broken.
 *
 * A quote that is closed nowhere, or in the middle of a later row, would take all rows in between with it. So when a
 * record is broken, or runs over several lines and does not fit the header, only its first line is set aside and
 * reading goes on below that. Lines which that quote reached over and that hold a quote amid a cell are set aside too:
 * they may be the rest of a cell.
 *
 * Memory: two records of the longest kind.
 *
 * @throws AdapterError `bad_data` when the header is broken.
 */
export async function* soundRecords(text: RecordText): AsyncGenerator<SoundPiece> {
  const separator = text.delimiter.charCodeAt(0);
  let held: Buffer = Buffer.alloc(0);
  // Where in the file what is held begins.
  let heldFrom = text.byteOrderMark ? MARK_BYTES : 0;
  let line = 0;
  // How far, from the start of what is held, the last broken quote reached.
  let reached = 0;
  // Within a line that is too long to be looked at.
  let isPassing = false;
  const take = (bytes: Buffer, isLast: boolean): SoundPiece => {
    const kept: Buffer[] = [];
    let setAside = 0;
    let setAsideFrom: number | null = null;
    const passedEnd = isPassing ? lineEndIn(bytes, 0) : 0;
    let at = passedEnd < 0 ? bytes.length : passedEnd;
    let keptFrom = at;
    isPassing = passedEnd < 0;
    while (at < bytes.length) {
      const scan = settled(scanRecord(bytes, at, { separator, isLast }), { at, bytes });
      if (scan.kind === "more") break;
      line++;
      if (scan.kind === "too_long") {
        if (line <= text.leadLines + 1) throw new AdapterError("bad_data", `${text.name}: line ${line}: expected a header, got more than ${LONGEST_RECORD} bytes without a line end; check which file this is`);
        kept.push(bytes.subarray(keptFrom, at));
        setAside++;
        setAsideFrom ??= heldFrom + at;
        at = bytes.length;
        keptFrom = at;
        isPassing = true;
        break;
      }
      const isMisfit = scan.kind === "whole" && scan.severalLines && scan.fields !== text.columns;
      const isBroken = scan.kind === "broken" || isMisfit;
      if (isBroken && line <= text.leadLines + 1) throw brokenHeader(text, line);
      if (isBroken) reached = Math.max(reached, scan.end);
      const next = isBroken ? scan.firstLineEnd : scan.end;
      if (isBroken || (scan.oddQuote && at < reached)) {
        kept.push(bytes.subarray(keptFrom, at));
        keptFrom = next;
        setAside++;
        setAsideFrom ??= heldFrom + at;
      }
      at = next;
    }
    kept.push(bytes.subarray(keptFrom, at));
    held = bytes.subarray(at);
    heldFrom += at;
    reached -= at;
    return { kept, setAside, setAsideFrom };
  };
  for await (const chunk of createReadStream(text.path, { start: text.byteOrderMark ? MARK_BYTES : 0, highWaterMark: PIECE_BYTES }) as AsyncIterable<Buffer>) {
    yield take(held.length === 0 ? chunk : Buffer.concat([held, chunk]), false);
  }
  if (held.length > 0) yield take(held, true);
}

/** A record that is not complete after the longest there may be is broken, or a line that is too long. */
function settled(scan: RecordScan, { at, bytes }: { readonly at: number; readonly bytes: Buffer }): RecordScan | { readonly kind: "too_long" } {
  if (scan.kind !== "more" || bytes.length - at <= LONGEST_RECORD) return scan;
  return scan.firstLineEnd < 0 ? { kind: "too_long" } : { kind: "broken", end: bytes.length, firstLineEnd: scan.firstLineEnd };
}

/** Where the next line begins; -1 when there is no line end. */
function lineEndIn(bytes: Buffer, from: number): number {
  const feed = bytes.indexOf(10, from);
  const alone = bytes.indexOf(13, from);
  if (alone < 0 || (feed >= 0 && feed < alone)) return feed < 0 ? -1 : feed + 1;
  return feed === alone + 1 ? feed + 1 : alone + 1;
}

function brokenHeader({ name }: RecordText, line: number): AdapterError {
  return new AdapterError("bad_data", `${name}: line ${line}: expected the quote opened in the header to be closed in its cell, got one that runs on into the rows; close it or take it out`);
}
