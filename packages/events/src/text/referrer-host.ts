import { foldLabel } from "./fold-label.ts";

/** Longest host name. Source: RFC 1035, section 2.3.4. */
const longestHost = 253;

/**
 * The host of a referrer, in ASCII lower case without port and trailing dot.
 *
 * Takes a URL of any scheme with an authority (`android-app://` counts) or a bare host with a dot. Anything else a
 * browser may put there (`about:blank`, an empty text) has no host: null, and no reason to refuse the event.
 *
 * @param ownHosts - Hosts of ours, small letters: they and their subdomains are no external referrer, so null.
 */
export function referrerHost(referrer: string, ownHosts: readonly string[]): string | null {
  const text = foldLabel(referrer);
  if (text === null) return null;
  const scheme = /^(?:[a-z][a-z0-9+.-]*:)?\/\//.exec(text)?.[0] ?? "";
  const rest = text.slice(scheme.length);
  const end = rest.search(/[/?#\\]/);
  const authority = end === -1 ? rest : rest.slice(0, end);
  const host = authority.slice(authority.lastIndexOf("@") + 1).replace(/:\d*$/, "").replace(/\.$/, "");
  if (host.length > longestHost || !isHost(host) || (scheme === "" && !host.includes("."))) return null;
  return ownHosts.some((own) => host === own || host.endsWith(`.${own}`)) ? null : host;
}

/** An IPv6 literal, or dotted labels of letters, digits, hyphens, underscores and anything beyond ASCII. */
function isHost(host: string): boolean {
  if (host.startsWith("[")) return /^\[[0-9a-f:.]+\]$/.test(host);
  return /^[a-z0-9_\u0080-\uffff-]+(\.[a-z0-9_\u0080-\uffff-]+)*$/.test(host);
}
