import type { TokenKey } from "./key-ring/key-ring.ts";

/** Private keys of Ed25519 key pairs by key id, 32 bytes each (the seed of RFC 8032): only whoever mints holds them. */
export type PrivateKeys = ReadonlyMap<string, Uint8Array>;

/**
 * The private key with which to mint for a key that holds a public key only.
 *
 * @throws RangeError when there is none, or it is not 32 bytes.
 */
export function privateKeyOf(key: TokenKey, privateKeys: PrivateKeys | undefined): Uint8Array {
  const privateKey = privateKeys?.get(key.id);
  if (privateKey === undefined) throw new RangeError(`privateKeys: expected the private key of key ${key.id}, which signs with Ed25519`);
  if (privateKey.length !== 32) throw new RangeError(`privateKeys: expected 32 bytes for key ${key.id}, got ${privateKey.length}`);
  return privateKey;
}
