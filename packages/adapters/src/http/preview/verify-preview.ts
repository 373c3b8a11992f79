import type { KeyRing } from "@liftproof/click-token";
import { base64urlBytes } from "../base64url.ts";
import { purposeKey } from "../purpose-key.ts";
import type { Preview } from "./preview.ts";
import { maxPreviewSeconds } from "./preview.ts";

/** Why a preview shows nothing. */
export type PreviewRefusal = "malformed" | "unknown_key" | "revoked" | "bad_signature" | "expired";

/** Whether a text is a preview that somebody with a key of ours minted and that still holds. */
export type PreviewVerdict =
  | { readonly status: "verified"; readonly preview: Preview }
  | { readonly status: PreviewRefusal; readonly preview: null };

/** By what a preview is judged. */
export interface PreviewJudging {
  readonly ring: KeyRing;
  readonly nowUs: number;
}

const shape = /^1~([0-9]{1,3})~([A-Za-z0-9_.-]{1,200})~([A-Za-z0-9_.-]{1,200})~([0-9]{9,11})~([A-Za-z0-9_-]{43})$/;

/** Judges a preview. Total, and the platform compares tags in time that tells nothing about the right one. */
export async function verifyPreview(text: string, { ring, nowUs }: PreviewJudging): Promise<PreviewVerdict> {
  const [, keyId = "", expId = "", variant = "", expiry = "", tag] = shape.exec(text) ?? [];
  if (tag === undefined) return refused("malformed");
  const key = ring.keys.get(keyId);
  const signing = key === undefined ? undefined : await purposeKey(key, "preview");
  if (key === undefined || signing === undefined) return refused("unknown_key");
  if (key.revoked) return refused("revoked");
  const signed = new TextEncoder().encode(text.slice(0, text.lastIndexOf("~")));
  if (!(await crypto.subtle.verify("HMAC", signing, base64urlBytes(tag), signed))) return refused("bad_signature");
  const leftSeconds = Number(expiry) - nowUs / 1_000_000;
  return leftSeconds > 0 && leftSeconds <= maxPreviewSeconds ? { status: "verified", preview: { expId, variant } } : refused("expired");
}

function refused(status: PreviewRefusal): PreviewVerdict {
  return { status, preview: null };
}
