import type { KeyRing } from "@liftproof/click-token";
import { base64urlBytes } from "../base64url.ts";
import { purposeKey } from "../purpose-key.ts";
import type { ShortLink } from "./short-link.ts";

const shape = /^1~([0-9]{1,3})~([\w-]{1,4000})~([\w-]{43})$/;

/** The link that a code of `signLink` carries; null for any other text, and where the key is gone or revoked. */
export async function verifyLink(code: string, ring: KeyRing): Promise<ShortLink | null> {
  const [, keyId = "", link = "", tag = ""] = shape.exec(code) ?? [];
  const key = ring.keys.get(keyId);
  const signing = key === undefined || key.revoked ? undefined : await purposeKey(key, "shortlink");
  if (signing === undefined) return null;
  const signed = new TextEncoder().encode(code.slice(0, code.lastIndexOf("~")));
  if (!(await crypto.subtle.verify("HMAC", signing, base64urlBytes(tag), signed))) return null;
  return JSON.parse(new TextDecoder().decode(base64urlBytes(link))) as ShortLink;
}
