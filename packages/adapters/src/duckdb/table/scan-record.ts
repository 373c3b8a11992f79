/** One record of delimited text, as far as it can be read. Offsets count bytes of the text it was read from. */
export type RecordScan =
  /** It ends before `end`; `oddQuote` tells that a quote stands within a cell that is not quoted. */
  | { readonly kind: "whole"; readonly end: number; readonly fields: number; readonly oddQuote: boolean; readonly severalLines: boolean; readonly firstLineEnd: number }
  /** A quote in it is closed by nothing, or by something that is not the end of a cell; `end` is how far that was looked for. */
  | { readonly kind: "broken"; readonly end: number; readonly firstLineEnd: number }
  /** The text ends before one can tell. `firstLineEnd` is -1 when not even its first line is there. */
  | { readonly kind: "more"; readonly firstLineEnd: number };

const LF = 10;
const CR = 13;
const SPACE = 32;
const QUOTE = 34;

type Place = "field_start" | "bare" | "quoted" | "quote_in_quoted" | "after_quoted";

/**
 * Reads one record as the engine does: a quote opens at the start of a cell, spaces before it aside, and closes where
 * the cell ends, spaces after it aside.
 *
 * @param from - Where the record begins.
 * @param isLast - Whether nothing follows the bytes.
 */
export function scanRecord(bytes: Buffer, from: number, { separator, isLast }: { readonly separator: number; readonly isLast: boolean }): RecordScan {
  let place: Place = "field_start";
  let fields = 1;
  let oddQuote = false;
  let firstLineEnd = -1;
  for (let offset = from; offset < bytes.length; offset++) {
    const byte = bytes[offset];
    const isLineEnd = byte === LF || byte === CR;
    const isCut = byte === CR && offset + 1 === bytes.length && !isLast;
    if (place === "quoted") {
      if (byte === QUOTE) place = "quote_in_quoted";
      else if (isLineEnd && firstLineEnd < 0 && !isCut) firstLineEnd = afterLineEnd(bytes, offset);
    } else if (byte === QUOTE && place === "quote_in_quoted") place = "quoted";
    else if (byte === separator) {
      place = "field_start";
      fields++;
    } else if (isLineEnd) {
      if (isCut) break;
      const end = afterLineEnd(bytes, offset);
      return { kind: "whole", end, fields, oddQuote, severalLines: firstLineEnd >= 0, firstLineEnd: firstLineEnd < 0 ? end : firstLineEnd };
    } else if (place === "field_start" && byte === QUOTE) place = "quoted";
    else if (place === "field_start") place = byte === SPACE ? "field_start" : "bare";
    else if (place === "bare") oddQuote ||= byte === QUOTE;
    else if (byte === SPACE) place = "after_quoted";
    else return brokenAt(bytes, offset, { firstLineEnd, isLast });
  }
  if (!isLast) return { kind: "more", firstLineEnd };
  const end = bytes.length;
  if (place === "quoted") return { kind: "broken", end, firstLineEnd: firstLineEnd < 0 ? end : firstLineEnd };
  return { kind: "whole", end, fields, oddQuote, severalLines: firstLineEnd >= 0, firstLineEnd: firstLineEnd < 0 ? end : firstLineEnd };
}

/** A record that broke at a place: its first line may end only after it. */
function brokenAt(bytes: Buffer, offset: number, { firstLineEnd, isLast }: { readonly firstLineEnd: number; readonly isLast: boolean }): RecordScan {
  if (firstLineEnd >= 0) return { kind: "broken", end: offset, firstLineEnd };
  for (let at = offset; at < bytes.length; at++) {
    const byte = bytes[at];
    if (byte === LF || (byte === CR && (isLast || at + 1 < bytes.length))) {
      const end = afterLineEnd(bytes, at);
      return { kind: "broken", end, firstLineEnd: end };
    }
  }
  return isLast ? { kind: "broken", end: bytes.length, firstLineEnd: bytes.length } : { kind: "more", firstLineEnd };
}

function afterLineEnd(bytes: Buffer, offset: number): number {
  return bytes[offset] === CR && bytes[offset + 1] === LF ? offset + 2 : offset + 1;
}
