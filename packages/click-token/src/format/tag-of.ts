import { tokenLayout } from "./layout.ts";

/**
 * The part of a hash that is kept as the tag.
 *
 * @throws RangeError when the hash is not 32 bytes.
 */
export function tagOf(hash: Uint8Array): Uint8Array {
  if (hash.length !== 32) throw new RangeError(`hmacSha256: expected 32 bytes, got ${hash.length}`);
  return hash.subarray(0, tokenLayout.tagBytes);
}
