/** Whether a request may be answered, and the headers that let a page of another origin read the answer. */
export interface CrossOrigin {
  readonly isAllowed: boolean;
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * Judges the `Origin` of a request against a list of exact origins. A request without one comes from no page and is allowed, and
 * so is the collector's own origin.
 */
export function crossOrigin(request: Request, origins: ReadonlySet<string>): CrossOrigin {
  const origin = request.headers.get("origin");
  if (origin === null) return { isAllowed: true, headers: { vary: "Origin" } };
  if (!origins.has(origin) && origin !== new URL(request.url).origin) return { isAllowed: false, headers: { vary: "Origin" } };
  return {
    isAllowed: true,
    headers: {
      vary: "Origin",
      "access-control-allow-origin": origin,
      "access-control-allow-credentials": "true",
      "access-control-expose-headers": "Retry-After",
    },
  };
}

/** What a preflight is told beside. */
export const preflightHeaders: Readonly<Record<string, string>> = {
  "access-control-allow-methods": "POST",
  "access-control-allow-headers": "Content-Type, Content-Encoding",
  "access-control-max-age": "86400",
};
