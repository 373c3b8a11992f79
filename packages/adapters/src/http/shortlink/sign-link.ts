import type { KeyRing } from "@liftproof/click-token";
import { base64url } from "../base64url.ts";
import { purposeKey } from "../purpose-key.ts";
import type { ShortLink } from "./short-link.ts";

/** By what a link is signed. */
export interface LinkSigning {
  readonly ring: KeyRing;
  /** A key of our own in the ring, one with a secret. */
  readonly keyId: string;
}

/**
 * The code of a link that needs no registry: `1~key~link~tag`, the link in base64url and an HMAC-SHA256 tag over all before it, under a
 * key derived from the ring's for this alone. The redirector still asks whether the host is on its list.
 *
 * @throws RangeError when the key is not in the ring, is revoked or has no secret.
 */
export async function signLink(link: ShortLink, { ring, keyId }: LinkSigning): Promise<string> {
  const key = ring.keys.get(keyId);
  const signing = key === undefined || key.revoked ? undefined : await purposeKey(key, "shortlink");
  if (signing === undefined) throw new RangeError(`keyId: expected a key of the ring that has a secret and is not revoked, got ${JSON.stringify(keyId)}`);
  const unsigned = `1~${keyId}~${base64url(new TextEncoder().encode(JSON.stringify(link)))}`;
  return `${unsigned}~${base64url(new Uint8Array(await crypto.subtle.sign("HMAC", signing, new TextEncoder().encode(unsigned))))}`;
}
