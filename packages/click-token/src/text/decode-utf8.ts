/** Smallest code point that may use this many bytes; anything below is an overlong form. */
const smallestOf = [0, 0, 0x80, 0x800, 0x10000] as const;

/** The text of strict UTF-8, or null for any ill-formed sequence: overlong, surrogate, past U+10FFFF, or cut short. */
export function decodeUtf8(bytes: Uint8Array): string | null {
  let text = "";
  for (let at = 0; at < bytes.length; ) {
    const lead = bytes[at] ?? 0;
    const width = widthOf(lead);
    if (width === 0 || at + width > bytes.length) return null;
    const point = codePointAt(bytes, at, width);
    if (point === null) return null;
    text += String.fromCodePoint(point);
    at += width;
  }
  return text;
}

function widthOf(lead: number): 0 | 1 | 2 | 3 | 4 {
  if (lead < 0x80) return 1;
  if (lead >= 0xc2 && lead < 0xe0) return 2;
  if (lead >= 0xe0 && lead < 0xf0) return 3;
  if (lead >= 0xf0 && lead < 0xf5) return 4;
  return 0;
}

function codePointAt(bytes: Uint8Array, at: number, width: 1 | 2 | 3 | 4): number | null {
  const lead = bytes[at] ?? 0;
  if (width === 1) return lead;
  let point = lead & (0xff >> (width + 1));
  for (let next = 1; next < width; next++) {
    const byte = bytes[at + next] ?? 0;
    if ((byte & 0xc0) !== 0x80) return null;
    point = (point << 6) | (byte & 63);
  }
  const surrogate = point >= 0xd800 && point <= 0xdfff;
  return point < smallestOf[width] || point > 0x10ffff || surrogate ? null : point;
}
