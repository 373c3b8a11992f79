/** `link`: minted once for a campaign link and clicked by many. `click`: minted by a redirector at one click, with a nonce. */
export type TokenKind = "link" | "click";

/** What a token says, read only after its signature verified. */
export interface ClickClaims {
  readonly kind: TokenKind;
  /** Id of the key that signed it, decimal text from `0` to `255`. */
  readonly keyId: string;
  /** The mint (for a click token: the click), whole seconds expressed in epoch microseconds. */
  readonly issuedAtUs: number;
  /** The token's own lifetime; the key's may be shorter. */
  readonly lifetimeSeconds: number;
  /** 16 lower-case hexadecimal digits; null for a link token. */
  readonly nonce: string | null;
  /** 16 lower-case hexadecimal digits of the keyed identity hash; null when the token is not bound to an identity. */
  readonly identityHash: string | null;
  /** Campaign name, or the decimal campaign id when the registry given to the verifier does not know it. */
  readonly campaign: string | null;
  readonly source: string | null;
  readonly medium: string | null;
  /** From the key when the key belongs to a partner, else from the token. */
  readonly partner: string | null;
  readonly referrerCode: string | null;
  /** `proof` when the key is trusted to vouch for clicks that it minted itself. */
  readonly trust: "proof" | null;
}
