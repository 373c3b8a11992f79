/**
 * 302 to an absolute address that was checked before: in no cache, in no search engine, and without telling the next host where the
 * visitor came through.
 */
export function redirect(location: string, cookies: readonly string[] = []): Response {
  const headers = new Headers({ location, "cache-control": "no-store", "referrer-policy": "no-referrer", "x-robots-tag": "noindex" });
  for (const cookie of cookies) headers.append("set-cookie", cookie);
  return new Response(null, { status: 302, headers });
}
