import type { CampaignNames } from "./claims-of.ts";
import type { MintContext, MintRequest } from "./mint-request.ts";
import type { PrivateKeys } from "./private-key-of.ts";
import type { TokenCrypto } from "./token-crypto.ts";
import type { TokenVerifier } from "./token-verdict.ts";

/** Mints and verifies with one key ring. */
export interface TokenService {
  /**
   * A token for a link, to be sent as the query parameter `ct`.
   *
   * @throws RangeError when the key may not sign the request, or signs with Ed25519 and its private key is not given;
   * see `MintRequest` and `MintContext`.
   */
  readonly mint: (request: MintRequest, context: MintContext) => string;
  readonly verify: TokenVerifier;
}

/** Choices that every platform's service takes. */
export interface TokenServiceOptions {
  /** Names of numeric campaign ids; an id without a name is reported as its decimal text. */
  readonly campaignNames?: CampaignNames;
  /** Private keys of the Ed25519 keys with which this service mints; verifying needs none. */
  readonly privateKeys?: PrivateKeys;
}

/** What the pure service takes: the choices and the platform's primitives. */
export interface PureTokenServiceOptions extends TokenServiceOptions {
  readonly crypto: TokenCrypto;
}
