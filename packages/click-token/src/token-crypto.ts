/** The one primitive a token needs, supplied by the platform. */
export interface TokenCrypto {
  /** HMAC with SHA-256, all 32 bytes. Source: RFC 2104 and FIPS 180-4. */
  readonly hmacSha256: (secret: Uint8Array, message: Uint8Array) => Uint8Array;
}
