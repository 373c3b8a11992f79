import { randomBytes } from "node:crypto";
import type { KeyFile } from "../key-ring/key-ring.ts";
import { loadKeyRing } from "../key-ring/load-key-ring.ts";

/** Everything about a new key but its secret. */
export type KeySettings = Omit<KeyFile, "secret" | "publicKey">;

/**
 * A new key with 32 random bytes, ready to stand in a key ring file.
 *
 * @throws TypeError or RangeError when the settings would not load.
 */
export function generateKey(settings: KeySettings): KeyFile {
  const key = { ...settings, secret: randomBytes(32).toString("base64url") };
  loadKeyRing({ keys: [key] });
  return key;
}
