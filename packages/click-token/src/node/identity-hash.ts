import { identityHash as pureIdentityHash } from "../identity-hash.ts";
import { nodeCrypto } from "./node-crypto.ts";

/**
 * The keyed hash of an identity, for `identityHash` of a mint request.
 *
 * @param pepper - At least 32 bytes, its own secret: never one of the key ring.
 * @throws RangeError when the pepper is under 32 bytes or the identity is empty.
 */
export function identityHash(identityId: string, pepper: Uint8Array): string {
  return pureIdentityHash(identityId, { pepper, crypto: nodeCrypto });
}
