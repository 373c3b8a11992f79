export { createTokenService } from "./node/create-token-service.ts";
export { type KeySettings, generateKey } from "./node/generate-key.ts";
export { type KeyPairFile, generateKeyPair } from "./node/generate-key-pair.ts";
export { identityHash } from "./node/identity-hash.ts";
export { loadPrivateKey } from "./node/load-private-key.ts";
export { nodeCrypto } from "./node/node-crypto.ts";
export { randomNonce } from "./node/random-nonce.ts";
export { loadKeyRing } from "./key-ring/load-key-ring.ts";
