import type { CampaignNames } from "./claims-of.ts";
import type { MintContext, MintRequest } from "./mint-request.ts";
import type { TokenCrypto } from "./token-crypto.ts";
import type { TokenVerifier } from "./token-verdict.ts";

/** Mints and verifies with one key ring. */
export interface TokenService {
  /**
   * A token for a link, to be sent as the query parameter `ct`.
   *
   * @throws RangeError when the key may not sign the request; see `MintRequest` and `MintContext`.
   */
  readonly mint: (request: MintRequest, context: MintContext) => string;
  readonly verify: TokenVerifier;
}

/** Choices that every platform's service takes. */
export interface TokenServiceOptions {
  /** Names of numeric campaign ids; an id without a name is reported as its decimal text. */
  readonly campaignNames?: CampaignNames;
}

/** What the pure service takes: the choices and the platform's hash. */
export interface PureTokenServiceOptions extends TokenServiceOptions {
  readonly crypto: TokenCrypto;
}
