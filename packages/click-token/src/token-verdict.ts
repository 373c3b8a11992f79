import type { ClickClaims } from "./click-claims.ts";
import type { TokenStatus } from "./token-status.ts";

/** The answer to one token. */
export interface TokenVerdict {
  readonly status: TokenStatus;
  /**
   * Non-null exactly when the signature is good: for `verified`, `revoked`, `key_not_valid`, `not_yet_valid`
   * and `expired`. Only `verified` claims may label a touch; the others are for reports.
   */
  readonly claims: ClickClaims | null;
  /** The ring key that the token names, also when its signature is bad: counters per key need it. Absent when no key of the ring is named. */
  readonly keyId?: string;
}

/** Judges a token as of the instant at which it was received (epoch microseconds, UTC). Never throws on token text. */
export type TokenVerifier = (token: string | null, receivedAtUs: number) => TokenVerdict;
