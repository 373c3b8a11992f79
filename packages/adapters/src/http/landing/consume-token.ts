import { redirect } from "../redirect.ts";
import { withoutParameter } from "../shortlink/with-token.ts";
import { tokenCookies } from "../token-cookies.ts";

/** How a landing consumes tokens. */
export interface ConsumeOptions {
  /** The shop's own origin, such as `https://shop.example`; never taken from a request. */
  readonly origin: string;
  /** `ct` when absent. */
  readonly tokenName?: string;
  /** 24 hours when absent: what tokens live. */
  readonly maxAgeSeconds?: number;
  /** Whether a cookie may be set; all but those whose browser sends `Sec-GPC: 1` when absent. For others the page takes the token. */
  readonly mayRemember?: (request: Request) => boolean;
}

const token = /^[\w-]{16,200}$/;
const DAY_SECONDS = 86_400;

/**
 * For the front of the shop's own pages: a request that brings a token is sent to the same address without it, and the token goes into
 * a cookie out of reach of scripts. No page, log of a third party or `Referer` ever holds it.
 *
 * The answer is the same whether the token is genuine, forged or expired; the collector judges it. What is no token at all, or two
 * different ones, only leaves the address.
 *
 * @returns undefined where there is nothing to consume: serve the page.
 */
export function consumeToken(request: Request, { origin, tokenName = "ct", maxAgeSeconds = DAY_SECONDS, mayRemember = allowsMemory }: ConsumeOptions): Response | undefined {
  const { pathname, search, searchParams } = new URL(request.url);
  const [first, ...others] = searchParams.getAll(tokenName);
  if (first === undefined || (request.method !== "GET" && request.method !== "HEAD") || !mayRemember(request)) return undefined;
  const own = new URL(origin);
  const rest = withoutParameter(search, tokenName);
  const clean = `${own.origin}${pathname}${rest === "" ? "" : `?${rest}`}`;
  if (!token.test(first) || others.some((other) => other !== first)) return redirect(clean);
  const { headers } = request;
  const isOwnDocument = (headers.get("sec-fetch-dest") ?? "document") === "document" && !headers.has("sec-purpose");
  const activated = isOwnDocument && headers.get("sec-fetch-user") === "?1";
  return redirect(clean, tokenCookies(request, { token: first, maxAgeSeconds, activated, secure: own.protocol === "https:" }));
}

function allowsMemory({ headers }: Request): boolean {
  return headers.get("sec-gpc") !== "1";
}
