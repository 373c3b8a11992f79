import type { KeyRing } from "@liftproof/click-token";
import { base64url } from "../base64url.ts";
import { purposeKey } from "../purpose-key.ts";
import type { Preview } from "./preview.ts";
import { maxPreviewSeconds } from "./preview.ts";

/** What a preview is minted with. */
export interface PreviewMint extends Preview {
  readonly ring: KeyRing;
  /** A key of our own in the ring, one with a secret. */
  readonly keyId: string;
  readonly nowUs: number;
  /** At most 30 days, and 7 when absent. */
  readonly lifetimeSeconds?: number;
}

const defaultSeconds = 7 * 86_400;
const id = /^[A-Za-z0-9_.-]{1,200}$/;

/**
 * The value of the parameter `lp_preview`: whoever opens a page with it sees one variant of one
 * experiment, without being assigned or counted.
 *
 * `1~key~experiment~variant~expiry~tag`, where expiry is in seconds UTC and the tag is HMAC-SHA256
 * over all before it, under a key derived from the ring's.
 *
 * @throws RangeError when the key cannot sign now, an id is none, or the lifetime is not 1 second to 30 days.
 */
export async function mintPreview({ ring, keyId, expId, variant, nowUs, lifetimeSeconds = defaultSeconds }: PreviewMint): Promise<string> {
  const key = ring.keys.get(keyId);
  const usable = key !== undefined && !key.revoked && nowUs >= key.notBeforeUs && nowUs <= key.notAfterUs;
  const signing = usable ? await purposeKey(key, "preview") : undefined;
  if (signing === undefined) {
    throw new RangeError(`keyId: expected a key of the ring that has a secret, is valid now and not revoked, got ${JSON.stringify(keyId)}`);
  }
  for (const [name, text] of [["expId", expId], ["variant", variant]] as const) {
    if (!id.test(text)) throw new RangeError(`${name}: expected 1 to 200 letters, digits and _ . -, got ${JSON.stringify(text)}`);
  }
  if (!Number.isInteger(lifetimeSeconds) || lifetimeSeconds < 1 || lifetimeSeconds > maxPreviewSeconds) {
    throw new RangeError(`lifetimeSeconds: expected a whole number from 1 to ${maxPreviewSeconds}, got ${lifetimeSeconds}`);
  }
  const unsigned = `1~${keyId}~${expId}~${variant}~${Math.floor(nowUs / 1_000_000) + lifetimeSeconds}`;
  const tag = await crypto.subtle.sign("HMAC", signing, new TextEncoder().encode(unsigned));
  return `${unsigned}~${base64url(new Uint8Array(tag))}`;
}
