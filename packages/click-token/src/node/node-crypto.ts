import { createHmac, createPrivateKey, createPublicKey, createSecretKey, sign, verify, type KeyObject } from "node:crypto";
import { pkcs8Ed25519 } from "../format/pkcs8-ed25519.ts";
import type { TokenCrypto } from "../token-crypto.ts";

/** The primitives of tokens from `node:crypto`. */
export const nodeCrypto: TokenCrypto = {
  hmacSha256: (secret, message) => createHmac("sha256", secretKeyOf(secret)).update(message).digest(),
  verifyEd25519: (publicKey, message, signature) => verify(null, message, publicKeyOf(publicKey), signature),
  signEd25519: (privateKey, message) => sign(null, message, privateKeyOf(privateKey)),
};

const secretKeyOf = oncePerKey((secret) => createSecretKey(secret));
const publicKeyOf = oncePerKey((bytes) =>
  createPublicKey({ key: { kty: "OKP", crv: "Ed25519", x: Buffer.from(bytes).toString("base64url") }, format: "jwk" }),
);
const privateKeyOf = oncePerKey((seed) => createPrivateKey({ key: Buffer.from(pkcs8Ed25519(seed)), format: "der", type: "pkcs8" }));

/** Key objects are made once per key: from raw bytes, every call would build one. */
function oncePerKey(make: (bytes: Uint8Array) => KeyObject): (bytes: Uint8Array) => KeyObject {
  const made = new WeakMap<Uint8Array, KeyObject>();
  return (bytes) => {
    let keyObject = made.get(bytes);
    if (keyObject === undefined) {
      keyObject = make(bytes);
      made.set(bytes, keyObject);
    }
    return keyObject;
  };
}
