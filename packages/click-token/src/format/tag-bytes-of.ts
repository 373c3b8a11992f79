import type { KeySigning } from "../key-ring/key-signing.ts";
import { tokenLayout } from "./layout.ts";

/** How many bytes at the end of a token are its tag: the key says, not the token. */
export function tagBytesOf({ algorithm }: KeySigning): number {
  return algorithm === "ed25519" ? tokenLayout.signatureBytes : tokenLayout.tagBytes;
}
