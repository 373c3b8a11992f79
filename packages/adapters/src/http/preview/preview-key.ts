import type { TokenKey } from "@liftproof/click-token";

/** A key as the platform holds it. */
export type PreviewKey = Awaited<ReturnType<typeof crypto.subtle.importKey>>;

const hmac = { name: "HMAC", hash: "SHA-256" } as const;
const purpose = new TextEncoder().encode("liftproof.preview.v1\0");

/**
 * The HMAC key of previews under a key of the ring; undefined for a partner's key, of which we hold
 * no secret.
 *
 * It is derived, not the ring's own: nothing signed for one purpose is valid for the other.
 */
export async function previewKey({ signing }: TokenKey): Promise<PreviewKey | undefined> {
  if (signing.algorithm !== "hmac-sha256") return undefined;
  const ours = await crypto.subtle.importKey("raw", new Uint8Array(signing.secret), hmac, false, ["sign"]);
  return crypto.subtle.importKey("raw", await crypto.subtle.sign("HMAC", ours, purpose), hmac, false, ["sign", "verify"]);
}
