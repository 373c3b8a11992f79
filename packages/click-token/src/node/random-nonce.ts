import { randomBytes } from "node:crypto";

/** A fresh nonce for one click token: 8 random bytes as 16 hexadecimal digits. */
export function randomNonce(): string {
  return randomBytes(8).toString("hex");
}
