import type { TokenKey } from "@liftproof/click-token";

/** A key as the platform holds it. */
export type PurposeKey = Awaited<ReturnType<typeof crypto.subtle.importKey>>;

const hmac = { name: "HMAC", hash: "SHA-256" } as const;

/** What is signed beside click tokens. */
export type SigningPurpose = "preview" | "shortlink";

/**
 * The HMAC key of one purpose under a key of the ring; undefined for a partner's key, of which we hold
 * no secret.
 *
 * It is derived, not the ring's own: nothing signed for one purpose is valid for the other.
 */
export async function purposeKey({ signing }: TokenKey, purpose: SigningPurpose): Promise<PurposeKey | undefined> {
  if (signing.algorithm !== "hmac-sha256") return undefined;
  const label = new TextEncoder().encode(`liftproof.${purpose}.v1\0`);
  const ours = await crypto.subtle.importKey("raw", new Uint8Array(signing.secret), hmac, false, ["sign"]);
  return crypto.subtle.importKey("raw", await crypto.subtle.sign("HMAC", ours, label), hmac, false, ["sign", "verify"]);
}
