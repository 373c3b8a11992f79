import { accept, bronzeLine } from "@liftproof/events";
import type { KeyRing, MintContext, MintRequest, TokenVerifier } from "@liftproof/click-token";
import { botLabel } from "../bot-label.ts";
import { cookieValue } from "../cookie-value.ts";
import type { FetchHandler, RequestContext } from "../fetch-handler.ts";
import { redirect } from "../redirect.ts";
import { tokenCookies } from "../token-cookies.ts";
import { burstWatch } from "./burst-watch.ts";
import { clickClass } from "./click-class.ts";
import type { ClickClass } from "./click-class.ts";
import { safeTarget } from "./safe-target.ts";
import type { ShortLink } from "./short-link.ts";
import { verifyLink } from "./verify-link.ts";
import { withToken } from "./with-token.ts";

/** What a redirector stands on. */
export interface RedirectorOptions {
  /** Where it is reached, such as `https://shop.example`; never taken from a request, whose `Host` the client writes. */
  readonly origin: string;
  /** Further hosts that links may lead to, with the port where it is not the usual one. */
  readonly hosts?: readonly string[];
  /** The registered link of a code. */
  readonly links?: (code: string) => ShortLink | null | undefined | Promise<ShortLink | null | undefined>;
  /** Keys by which links of `signLink` are verified; without them only registered links are known. */
  readonly ring?: KeyRing;
  readonly mint: (request: MintRequest, context: MintContext) => string | Promise<string>;
  /** By which the click's own event is judged. */
  readonly verify: TokenVerifier;
  /** The key that mints. */
  readonly keyId: string;
  /** 24 hours when absent. */
  readonly lifetimeSeconds?: number;
  /** What stands before the code in a path; `/l/` when absent. */
  readonly prefix?: string;
  /** The parameter that carries the token to other hosts; `ct` when absent. */
  readonly tokenName?: string;
  /** Whether a cookie may be set; all but those whose browser sends `Sec-GPC: 1` when absent. Others carry the token in the address, for the page to decide. */
  readonly mayRemember?: (request: Request) => boolean;
  /** Whether an address is a known crawler's or scanner's, as `addressRanges` tells. */
  readonly isBotAddress?: (clientAddress: string) => boolean;
  /** Clients remembered to see bursts; 10,000 when absent. */
  readonly maxClients?: number;
}

const code = /^[\w.~-]{1,4200}$/;
const DAY_SECONDS = 86_400;

/**
 * `GET` and `HEAD /l/:code`: mints a click token, tells the sink, and answers 302 to the link's target.
 *
 * Where the target is the redirector's own origin the token goes into a cookie and the address stays clean; for another host it is a
 * parameter. Nothing of the request gets into the address, nothing is consumed, and whoever comes is redirected: when minting or the
 * sink fails, `waitUntil` is told and the visitor goes on without a token. 404 is the answer to a code that is unknown or leads nowhere it may.
 */
export function createRedirector(options: RedirectorOptions): FetchHandler {
  const { origin, hosts = [], links = () => null, ring, prefix = "/l/", tokenName = "ct", lifetimeSeconds = DAY_SECONDS } = options;
  const { mayRemember = (request: Request): boolean => request.headers.get("sec-gpc") !== "1", isBotAddress = () => false } = options;
  const own = new URL(origin);
  const allowed = new Set([own.host, ...hosts]);
  const isBurst = burstWatch(options.maxClients ?? 10_000);

  return async (request, context) => {
    if (request.method !== "GET" && request.method !== "HEAD") return new Response(null, { status: 405, headers: { allow: "GET, HEAD" } });
    const { pathname } = new URL(request.url);
    const asked = pathname.startsWith(prefix) ? pathname.slice(prefix.length) : "";
    const link = code.test(asked) ? ((await links(asked)) ?? (ring === undefined ? null : await verifyLink(asked, ring))) : null;
    const target = link === null ? null : safeTarget(link.target, allowed);
    if (link === null || target === null) return new Response(null, { status: 404, headers: { "cache-control": "no-store", "x-robots-tag": "noindex" } });

    const { clientAddress, nowUs } = context;
    const label = botLabel(request.headers.get("user-agent"));
    const signs = { isBot: label !== null, isBotAddress: isBotAddress(clientAddress), isBurst: isBurst({ link, code: asked, clientAddress, nowUs }) };
    const click = { request, link, linkId: asked.slice(-64), nonce: randomNonce(), clickClass: clickClass(request, signs), label };
    const token = await minted(click, options, context);
    context.waitUntil(record({ ...click, token }, options, context));
    if (token === null) return redirect(target.href);
    if (target.origin !== own.origin || !mayRemember(request)) return redirect(withToken(target, tokenName, token));
    const secure = own.protocol === "https:";
    return redirect(target.href, tokenCookies(request, { token, maxAgeSeconds: lifetimeSeconds, activated: click.clickClass === "person", secure }));
  };
}

interface Click {
  readonly request: Request;
  readonly link: ShortLink;
  readonly linkId: string;
  readonly nonce: string;
  readonly clickClass: ClickClass;
  readonly label: string | null;
}

/** The token of a click; null, and somebody is told, where it cannot be minted. */
async function minted({ link, nonce }: Click, { mint, keyId, lifetimeSeconds = DAY_SECONDS }: RedirectorOptions, { nowUs, waitUntil }: RequestContext): Promise<string | null> {
  const { target: _, send: __, sentAtUs: ___, ...claims } = link;
  try {
    return await mint({ ...claims, kind: "click", lifetimeSeconds }, { keyId, issuedAtUs: nowUs, nonce });
  } catch (cause) {
    waitUntil(Promise.reject(cause));
    return null;
  }
}

/** Tells the sink of a click. Its id of a visitor is that of the cookie or one of its own: a redirector on another host knows nobody. */
async function record(click: Click & { readonly token: string | null }, { verify }: RedirectorOptions, { nowUs, sink }: RequestContext): Promise<void> {
  const raw = JSON.stringify({
    event_name: "shortlink.click",
    event_id: `shortlink.click/${click.nonce}`,
    event_ts_us: nowUs,
    anon_id: cookieValue(click.request, "lp_id") ?? `click-${click.nonce}`,
    ...(click.token === null ? {} : { click_token: click.token }),
    click_class: click.clickClass,
    ...(click.label === null ? {} : { labels: { [click.label]: true } }),
    payload: { link_id: click.linkId, ...(click.link.send === undefined ? {} : { send: click.link.send }) },
  });
  await sink.append([{ receivedAtUs: nowUs, line: bronzeLine(accept(raw, { receivedAtUs: nowUs, verify }), { receivedAtUs: nowUs, raw }) }]);
}

function randomNonce(): string {
  return [...crypto.getRandomValues(new Uint8Array(8))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
