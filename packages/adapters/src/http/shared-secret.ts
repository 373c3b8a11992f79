const encoder = new TextEncoder();
const hmac = { name: "HMAC", hash: "SHA-256" } as const;

/**
 * Whether a request carries `Authorization: Bearer <secret>`, for `trusts` of a collector. The two are compared through HMACs under a
 * key of this process, so the time it takes tells nothing about the secret.
 *
 * @throws RangeError for a secret under 32 characters.
 */
export function sharedSecret(secret: string): (request: Request) => Promise<boolean> {
  if (secret.length < 32) throw new RangeError(`secret: expected at least 32 characters, got ${secret.length}`);
  const expected = encoder.encode(`Bearer ${secret}`);
  const ready = (async () => {
    const key = await crypto.subtle.importKey("raw", crypto.getRandomValues(new Uint8Array(32)), hmac, false, ["sign", "verify"]);
    return { key, tag: await crypto.subtle.sign("HMAC", key, expected) };
  })();
  return async (request) => {
    const { key, tag } = await ready;
    return crypto.subtle.verify("HMAC", key, tag, encoder.encode(request.headers.get("authorization") ?? ""));
  };
}
