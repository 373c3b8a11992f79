/** The primitives a token needs, supplied by the platform. */
export interface TokenCrypto {
  /** HMAC with SHA-256, all 32 bytes. Source: RFC 2104 and FIPS 180-4. */
  readonly hmacSha256: (secret: Uint8Array, message: Uint8Array) => Uint8Array;
  /** Whether a 64-byte signature is the public key's; false for whatever is no signature. Source: RFC 8032. */
  readonly verifyEd25519: (publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array) => boolean;
  /** The 64-byte signature by a private key of 32 bytes (the seed of RFC 8032). Asked for only when a service mints with such a key. */
  readonly signEd25519: (privateKey: Uint8Array, message: Uint8Array) => Uint8Array;
}
