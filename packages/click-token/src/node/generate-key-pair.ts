import { generateKeyPairSync } from "node:crypto";
import type { KeyFile } from "../key-ring/key-ring.ts";
import { loadKeyRing } from "../key-ring/load-key-ring.ts";
import type { KeySettings } from "./generate-key.ts";

/** Both halves of a new Ed25519 key: one for the ring of whoever verifies, one for whoever mints. */
export interface KeyPairFile {
  /** The entry of the key ring, with the public key only. */
  readonly key: KeyFile;
  /** base64url of the 32 bytes that mint; never in a key ring. */
  readonly privateKey: string;
}

/**
 * A new key pair for a partner who mints, as RFC 8032 makes them.
 *
 * @throws TypeError or RangeError when the settings would not load.
 */
export function generateKeyPair(settings: KeySettings): KeyPairFile {
  const { publicKey, privateKey } = generateKeyPairSync("ed25519");
  const { x } = publicKey.export({ format: "jwk" });
  const { d } = privateKey.export({ format: "jwk" });
  if (x === undefined || d === undefined) throw new TypeError("ed25519: expected both halves of a key pair from node:crypto");
  const key = { ...settings, publicKey: x };
  loadKeyRing({ keys: [key] });
  return { key, privateKey: d };
}
