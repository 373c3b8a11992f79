/** How HMAC with SHA-256 is named in the Web Cryptography API. */
export interface HmacAlgorithm {
  readonly name: "HMAC";
  readonly hash: "SHA-256";
}

/** The two functions of `crypto.subtle` that tokens need; pass `crypto.subtle` itself. */
export interface WebHmac<Key> {
  importKey(format: "raw", secret: Uint8Array<ArrayBuffer>, algorithm: HmacAlgorithm, extractable: boolean, usages: "sign"[]): Promise<Key>;
  sign(algorithm: "HMAC", key: Key, message: Uint8Array<ArrayBuffer>): Promise<ArrayBuffer>;
}
