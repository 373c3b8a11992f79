import { encodeBase64url } from "./text/encode-base64url.ts";

/** The token as it stands in a link: the bytes and their tag in base64url. */
export function signedText(unsigned: Uint8Array, tag: Uint8Array): string {
  const bytes = new Uint8Array(unsigned.length + tag.length);
  bytes.set(unsigned);
  bytes.set(tag, unsigned.length);
  return encodeBase64url(bytes);
}
