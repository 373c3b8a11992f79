import { base64urlAlphabet } from "./base64url-alphabet.ts";

/** Bytes as base64url without padding. Source: RFC 4648, section 5. */
export function encodeBase64url(bytes: Uint8Array): string {
  let text = "";
  let pending = 0;
  let pendingBits = 0;
  for (const byte of bytes) {
    pending = (pending << 8) | byte;
    pendingBits += 8;
    while (pendingBits >= 6) {
      pendingBits -= 6;
      text += base64urlAlphabet.charAt((pending >> pendingBits) & 63);
    }
    pending &= (1 << pendingBits) - 1;
  }
  return pendingBits === 0 ? text : text + base64urlAlphabet.charAt((pending << (6 - pendingBits)) & 63);
}
