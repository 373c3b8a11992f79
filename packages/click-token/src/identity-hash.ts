import { encodeHex } from "./text/encode-hex.ts";
import { encodeUtf8 } from "./text/encode-utf8.ts";
import type { TokenCrypto } from "./token-crypto.ts";

/** The secret under which identities are hashed, and the platform's hash. */
export interface IdentityHashing {
  /** At least 32 bytes, its own secret: never one of the key ring. */
  readonly pepper: Uint8Array;
  readonly crypto: Pick<TokenCrypto, "hmacSha256">;
}

const domain = "liftproof.identity.v1\0";

/**
 * The keyed hash that binds a token to one identity without naming it: 8 bytes as 16 hexadecimal digits.
 *
 * @throws RangeError when the pepper is under 32 bytes or the identity is empty.
 */
export function identityHash(identityId: string, { pepper, crypto }: IdentityHashing): string {
  if (pepper.length < 32) throw new RangeError(`pepper: expected at least 32 bytes, got ${pepper.length}`);
  if (identityId === "") throw new RangeError("identityId: expected an id, got empty text");
  return encodeHex(crypto.hmacSha256(pepper, encodeUtf8(domain + identityId)).subarray(0, 8));
}
