/** How HMAC with SHA-256 is named in the Web Cryptography API. */
export interface HmacAlgorithm {
  readonly name: "HMAC";
  readonly hash: "SHA-256";
}

/** How Ed25519 is named there. */
export interface Ed25519Algorithm {
  readonly name: "Ed25519";
}

/** What of `crypto.subtle` tokens need; pass `crypto.subtle` itself. Ed25519 is asked for only when the ring has such keys. */
export interface WebSubtle<Key> {
  importKey(
    format: "raw" | "pkcs8",
    bytes: Uint8Array<ArrayBuffer>,
    algorithm: HmacAlgorithm | Ed25519Algorithm,
    extractable: boolean,
    usages: ("sign" | "verify")[],
  ): Promise<Key>;
  sign(algorithm: "HMAC" | Ed25519Algorithm, key: Key, message: Uint8Array<ArrayBuffer>): Promise<ArrayBuffer>;
  verify(algorithm: Ed25519Algorithm, key: Key, signature: Uint8Array<ArrayBuffer>, message: Uint8Array<ArrayBuffer>): Promise<boolean>;
}
