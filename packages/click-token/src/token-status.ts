/**
 * The verdict on one token, judged once at arrival from form, key, signature and times.
 *
 * `missing`: there was none. `malformed`: not a canonical token of ours. `unknown_key`: names a key that is
 * not in the ring. `bad_signature`: forged or edited. `key_not_valid`: minted outside the key's window, or
 * claims a partner or campaign its key may not. `revoked`: the key was withdrawn. `expired`: arrived after
 * its lifetime. `not_yet_valid`: minted more than five minutes after it arrived.
 */
export type TokenStatus =
  | "verified"
  | "missing"
  | "malformed"
  | "unknown_key"
  | "bad_signature"
  | "key_not_valid"
  | "revoked"
  | "expired"
  | "not_yet_valid";

/** Every {@link TokenStatus}, in the order in which the checks run. */
export const tokenStatuses: readonly TokenStatus[] = [
  "missing",
  "malformed",
  "unknown_key",
  "bad_signature",
  "revoked",
  "key_not_valid",
  "not_yet_valid",
  "expired",
  "verified",
];
