export { type TokenStatus, tokenStatuses } from "./token-status.ts";
export type { ClickClaims, TokenKind } from "./click-claims.ts";
export type { TokenVerdict, TokenVerifier } from "./token-verdict.ts";
export type { MintContext, MintRequest } from "./mint-request.ts";
