import { tokenLayout } from "./format/layout.ts";
import { signedMessage } from "./format/signed-message.ts";
import { tagBytesOf } from "./format/tag-bytes-of.ts";
import type { KeyRing, TokenKey } from "./key-ring/key-ring.ts";
import { decodeBase64url } from "./text/decode-base64url.ts";
import type { TokenVerdict } from "./token-verdict.ts";

/** A token whose form is right and whose key is known, ready for its tag to be checked. */
export interface OpenedToken {
  readonly key: TokenKey;
  readonly unsigned: Uint8Array;
  /** What the tag is to be checked against. */
  readonly message: Uint8Array;
  readonly tag: Uint8Array;
}

const missing: TokenVerdict = { status: "missing", claims: null };
const malformed: TokenVerdict = { status: "malformed", claims: null };
const unknownKey: TokenVerdict = { status: "unknown_key", claims: null };
const shortestBytes = tokenLayout.headerBytes + tokenLayout.tagBytes;

/** The form and key of a token: a final verdict, or the parts whose signature is still to be checked. No claim is read here. */
export function openToken(token: string | null, ring: KeyRing): OpenedToken | TokenVerdict {
  if (token === null || token === undefined || token === "") return missing;
  if (typeof token !== "string" || token.length > tokenLayout.longestText) return malformed;
  const bytes = decodeBase64url(token);
  if (bytes === null || bytes.length < shortestBytes || (bytes[0] ?? 0) >> 4 !== tokenLayout.version) return malformed;
  const key = ring.keys.get(String(bytes[1]));
  if (key === undefined) return unknownKey;
  const tagBytes = tagBytesOf(key.signing);
  if (bytes.length < tokenLayout.headerBytes + tagBytes) return malformed;
  const unsigned = bytes.subarray(0, bytes.length - tagBytes);
  return { key, unsigned, message: signedMessage(unsigned), tag: bytes.subarray(unsigned.length) };
}
