/**
 * How a key signs, fixed by the key and never chosen by a token.
 *
 * `hmac-sha256`: one secret signs and verifies, for our own redirector. `ed25519`: a partner who mints holds
 * the private key and we hold only the public one, so nothing in this ring can mint in the partner's name.
 */
export type KeySigning =
  | { readonly algorithm: "hmac-sha256"; readonly secret: Uint8Array }
  | { readonly algorithm: "ed25519"; readonly publicKey: Uint8Array };
