import { createHash } from "node:crypto";

/** SHA-256 as S3 writes it: base64, padded. */
export function sha256Base64(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("base64");
}
