/** Longer addresses are cut by some mail programs and servers. */
const LONGEST = 2_048;
const forbidden = /[\\\s\p{Cc}\p{Cf}\p{Cs}]/u;

/**
 * An address that a link may lead to, as the platform writes it: http or https, on a host of the list, port included, without a
 * name or password, backslash, blank or control character. Null for any other.
 *
 * What is asked is the text as well as what the platform makes of it, since browsers repair much that a check of one of them lets by.
 */
export function safeTarget(text: string, hosts: ReadonlySet<string>): URL | null {
  if (text.length > LONGEST || forbidden.test(text) || !/^https?:\/\/[^/]/i.test(text) || !URL.canParse(text)) return null;
  const url = new URL(text);
  const isPlain = (url.protocol === "https:" || url.protocol === "http:") && url.username === "" && url.password === "" && !/^[^/]*\/\/[^/?#]*@/.test(text);
  return isPlain && hosts.has(url.host) ? url : null;
}
