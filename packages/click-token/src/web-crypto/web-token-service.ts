import type { MintContext, MintRequest } from "../mint-request.ts";
import type { TokenVerdict } from "../token-verdict.ts";

/** `TokenService` where hashing is asynchronous: the same bytes, the same verdicts. */
export interface WebTokenService {
  /** A token for a link. Rejects with a RangeError when the key may not sign the request. */
  readonly mint: (request: MintRequest, context: MintContext) => Promise<string>;
  /** Rejects only when `receivedAtUs` is no instant or the platform's own hash fails. */
  readonly verify: (token: string | null, receivedAtUs: number) => Promise<TokenVerdict>;
}
