import { createReadStream } from "node:fs";

/** How a line can end: Unix, Windows, and a carriage return alone. */
export type LineEnd = "lf" | "crlf" | "cr";

/** Delimited text, and how to read it. */
export interface DelimitedText {
  readonly path: string;
  readonly delimiter: string;
  /** True when three bytes of byte order mark stand before the text. */
  readonly byteOrderMark: boolean;
}

/** One piece of a text, and the line ends in it that are not within quotes. */
export interface LinePiece {
  readonly bytes: Buffer;
  readonly ends: readonly { readonly end: LineEnd; readonly offset: number; readonly line: number }[];
}

const LF = 10;
const CR = 13;
const SPACE = 32;
const QUOTE = 34;
const MARK_BYTES = 3;
const PIECE_BYTES = 1 << 20;

type Place = "field_start" | "bare" | "quoted" | "quote_in_quoted";

/**
 * The text without its byte order mark, piece by piece, with each line end outside quotes. A carriage return and
 * the line feed after it are never in two pieces. Quotes count as in RFC 4180: they open at the start of a field, spaces aside.
 *
 * Memory: one MiB, and one record per line of it.
 */
export async function* linePieces({ path, delimiter, byteOrderMark }: DelimitedText): AsyncGenerator<LinePiece> {
  const separator = delimiter.charCodeAt(0);
  let place: Place = "field_start";
  let line = 1;
  const take = (bytes: Buffer): LinePiece => {
    const ends: { end: LineEnd; offset: number; line: number }[] = [];
    for (let offset = 0; offset < bytes.length; offset++) {
      const byte = bytes[offset];
      if (place === "quoted") {
        if (byte === QUOTE) place = "quote_in_quoted";
        else if (byte === LF) line++;
      } else if (byte === QUOTE && place !== "bare") place = "quoted";
      else if (byte === separator) place = "field_start";
      else if (byte === SPACE && place === "field_start") continue;
      else if (byte === LF || byte === CR) {
        const crlf = byte === CR && bytes[offset + 1] === LF;
        ends.push({ end: crlf ? "crlf" : byte === LF ? "lf" : "cr", offset, line });
        if (crlf) offset++;
        line++;
        place = "field_start";
      } else place = "bare";
    }
    return { bytes, ends };
  };
  let held: Buffer = Buffer.alloc(0);
  for await (const chunk of createReadStream(path, { start: byteOrderMark ? MARK_BYTES : 0, highWaterMark: PIECE_BYTES }) as AsyncIterable<Buffer>) {
    const bytes = held.length === 0 ? chunk : Buffer.concat([held, chunk]);
    const keep = bytes[bytes.length - 1] === CR ? 1 : 0;
    held = bytes.subarray(bytes.length - keep);
    yield take(bytes.subarray(0, bytes.length - keep));
  }
  if (held.length > 0) yield take(held);
}
