import { decodeBase64url } from "../text/decode-base64url.ts";

/**
 * The 32 bytes of a private key from its base64url text, for `privateKeys` of a token service.
 *
 * @throws RangeError when it is not that; the message never carries the text.
 */
export function loadPrivateKey(text: string): Uint8Array {
  const bytes = decodeBase64url(text.trim());
  if (bytes === null || bytes.length !== 32) throw new RangeError("private key: expected base64url of 32 bytes without padding");
  return bytes;
}
