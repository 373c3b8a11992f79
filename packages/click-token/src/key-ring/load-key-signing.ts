import { decodeBase64url } from "../text/decode-base64url.ts";
import type { KeySigning } from "./key-signing.ts";
import { isSmallOrderPoint } from "./small-order-point.ts";

/**
 * The signing part of a key ring entry.
 *
 * @param path - Where the entry stands, for messages.
 * @throws TypeError or RangeError, see `loadKeyRing`.
 */
export function loadKeySigning(entry: Readonly<Record<string, unknown>>, path: string): KeySigning {
  const { secret, publicKey } = entry;
  if (secret !== undefined && publicKey !== undefined) {
    throw new RangeError(`${path}: expected secret or publicKey, got both`);
  }
  if (publicKey !== undefined) return { algorithm: "ed25519", publicKey: publicKeyOf(publicKey, `${path}.publicKey`) };
  const bytes = bytesOf(secret, `${path}.secret`);
  if (bytes.length < 32) throw new RangeError(`${path}.secret: expected at least 32 bytes, got ${bytes.length}`);
  return { algorithm: "hmac-sha256", secret: bytes };
}

function publicKeyOf(text: unknown, path: string): Uint8Array {
  const bytes = bytesOf(text, path);
  if (bytes.length !== 32) throw new RangeError(`${path}: expected the 32 bytes of an Ed25519 public key, got ${bytes.length}`);
  if (isSmallOrderPoint(bytes)) throw new RangeError(`${path}: expected the public key of a key pair, got a point for which anyone can sign`);
  return bytes;
}

function bytesOf(text: unknown, path: string): Uint8Array {
  if (typeof text !== "string") throw new TypeError(`${path}: expected base64url text, got ${typeof text}`);
  const bytes = decodeBase64url(text);
  if (bytes === null) throw new RangeError(`${path}: expected base64url without padding`);
  return bytes;
}
