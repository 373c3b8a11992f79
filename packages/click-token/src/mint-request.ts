import type { TokenKind } from "./click-claims.ts";

/** What a token shall say. Absent claims are not encoded; empty text is refused. */
export interface MintRequest {
  readonly kind: TokenKind;
  /** Campaign name, or a numeric id (0 to 4,294,967,295) that a registry resolves at ingestion: four bytes instead of the name. */
  readonly campaign?: string | number;
  readonly source?: string;
  readonly medium?: string;
  readonly partner?: string;
  readonly referrerCode?: string;
  /** 16 lower-case hexadecimal digits from `identityHash`; binds the token to one identity. */
  readonly identityHash?: string;
  /** Whole minutes for a click token, whole hours for a link token. Default: 24 hours for a click, the key's maximum for a link. */
  readonly lifetimeSeconds?: number;
}

/** What the minter supplies besides the claims: no clock and no randomness is read here. */
export interface MintContext {
  readonly keyId: string;
  /** Epoch microseconds; the token carries whole seconds, rounded down. */
  readonly issuedAtUs: number;
  /** 16 lower-case hexadecimal digits, fresh and random for each click token; a link token has none. */
  readonly nonce?: string;
}
