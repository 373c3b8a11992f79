import { createHmac, createSecretKey, type KeyObject } from "node:crypto";
import type { TokenCrypto } from "../token-crypto.ts";

/** Key objects are made once per secret: an HMAC from raw bytes builds one on every call. */
const keyObjects = new WeakMap<Uint8Array, KeyObject>();

/** HMAC-SHA256 from `node:crypto`. */
export const nodeCrypto: TokenCrypto = {
  hmacSha256: (secret, message) => createHmac("sha256", keyObjectOf(secret)).update(message).digest(),
};

function keyObjectOf(secret: Uint8Array): KeyObject {
  let keyObject = keyObjects.get(secret);
  if (keyObject === undefined) {
    keyObject = createSecretKey(secret);
    keyObjects.set(secret, keyObject);
  }
  return keyObject;
}
