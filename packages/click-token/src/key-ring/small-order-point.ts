import { encodeHex } from "../text/encode-hex.ts";

/**
 * The heights (y, little-endian, without the sign bit) of the points of order 1, 2, 4 and 8, with the two that
 * may also be written one field size higher. Solved from 8P = 0 on the curve of RFC 8032, section 5.1.
 */
const heights: ReadonlySet<string> = new Set([
  "0000000000000000000000000000000000000000000000000000000000000000",
  "0100000000000000000000000000000000000000000000000000000000000000",
  "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
  "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
  "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
  "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
  "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
]);

/** Whether a signature for this public key can be made without any private key: all zeros, for one, left in a file as a placeholder. */
export function isSmallOrderPoint(publicKey: Uint8Array): boolean {
  const height = publicKey.map((byte, at) => (at === 31 ? byte & 0x7f : byte));
  return heights.has(encodeHex(height));
}
