import { base64urlAlphabet } from "./base64url-alphabet.ts";

/** Value of each ASCII character, -1 outside the alphabet. */
const valueOf: Int8Array = /* @__PURE__ */ values();

/**
 * The bytes of canonical base64url, or null when the text is not exactly what `encodeBase64url` writes.
 *
 * Padding, whitespace, the `+/` alphabet, an impossible length and non-zero trailing bits are all refused:
 * a lenient decoder would let many texts stand for one token.
 */
export function decodeBase64url(text: string): Uint8Array | null {
  const length = text.length;
  const trailing = length % 4;
  if (trailing === 1) return null;
  const bytes = new Uint8Array((length * 6) >> 3);
  let pending = 0;
  let pendingBits = 0;
  let written = 0;
  for (let at = 0; at < length; at++) {
    const code = text.charCodeAt(at);
    const value = code < 128 ? (valueOf[code] ?? -1) : -1;
    if (value < 0) return null;
    pending = ((pending << 6) | value) & 0xffff;
    pendingBits += 6;
    if (pendingBits >= 8) {
      pendingBits -= 8;
      bytes[written++] = pending >> pendingBits;
    }
  }
  return (pending & ((1 << pendingBits) - 1)) === 0 ? bytes : null;
}

function values(): Int8Array {
  const table = new Int8Array(128).fill(-1);
  for (let value = 0; value < 64; value++) table[base64urlAlphabet.charCodeAt(value)] = value;
  return table;
}
