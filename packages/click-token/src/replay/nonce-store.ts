/** One use of a single-use click token. */
export interface NonceUse {
  readonly keyId: string;
  /** 16 lower-case hexadecimal digits. */
  readonly nonce: string;
  /** Who came with it, as known at receipt. */
  readonly identityId: string;
  /** Epoch microseconds. */
  readonly receivedAtUs: number;
  /** When the token stops verifying anyway, so that a store may forget the nonce; epoch microseconds. */
  readonly expiresAtUs: number;
}

/** Port: where first uses are remembered. */
export interface NonceStore {
  /**
   * Remembers a use unless the same key and nonce were used before, in one step that no other use of the nonce can
   * come between. Resolves to null when this use is the first, else to the first one.
   */
  remember(use: NonceUse): Promise<NonceUse | null>;
}
