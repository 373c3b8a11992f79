import { createTokenService as createPureTokenService } from "../create-token-service.ts";
import type { KeyRing } from "../key-ring/key-ring.ts";
import type { TokenService, TokenServiceOptions } from "../token-service.ts";
import { nodeCrypto } from "./node-crypto.ts";

/** A token service over `node:crypto`: synchronous, the choice for servers and ingestion. */
export function createTokenService(ring: KeyRing, options: TokenServiceOptions = {}): TokenService {
  return createPureTokenService(ring, { ...options, crypto: nodeCrypto });
}
