import type { KeySigning } from "./key-signing.ts";

/** One key as it stands in a key ring file. */
export interface KeyFile {
  /** Decimal text from `0` to `255`; never used again once retired. */
  readonly id: string;
  /** base64url, at least 32 bytes: our own keys, which sign with HMAC-SHA256. */
  readonly secret?: string;
  /** base64url of 32 bytes: the Ed25519 key of a partner who mints and keeps the private key. Instead of `secret`. */
  readonly publicKey?: string;
  /** Every token of this key is this partner's. */
  readonly partner?: string;
  /** The only campaigns that this key may claim. */
  readonly campaigns?: readonly string[];
  /** Let this key's click tokens count as proof though they name a partner. */
  readonly trust?: "proof";
  /** First instant at which the key may mint, `YYYY-MM-DDTHH:MM:SSZ`. */
  readonly notBefore: string;
  /** Last instant at which the key may mint. */
  readonly notAfter: string;
  /** Longest life of its tokens: `30m`, `24h`, `90d`. */
  readonly maxLifetime: string;
  /** True once the secret leaked: whoever holds it could back-date a token, so all of its tokens are refused. */
  readonly revoked?: boolean;
}

/** A key ring as it stands in a file. */
export interface KeyRingFile {
  readonly keys: readonly KeyFile[];
  /** Ids that were used once and are gone; a key that uses one again is refused. */
  readonly retired?: readonly string[];
}

/** One key, checked. */
export interface TokenKey {
  readonly id: string;
  readonly signing: KeySigning;
  readonly partner: string | null;
  readonly campaigns: readonly string[] | null;
  readonly trust: "proof" | null;
  readonly notBeforeUs: number;
  readonly notAfterUs: number;
  readonly maxLifetimeSeconds: number;
  readonly revoked: boolean;
}

/** The keys that mint and verify, by id. */
export interface KeyRing {
  readonly keys: ReadonlyMap<string, TokenKey>;
}
