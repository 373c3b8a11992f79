/**
 * The address with the token as a parameter, in place of one that it may have. Everything else stays as it is written: parsing and
 * printing the query anew would change how it is encoded.
 */
export function withToken(url: URL, tokenName: string, token: string): string {
  const [, front = "", hash = ""] = /^([^#]*)(.*)$/s.exec(url.href) ?? [];
  const kept = withoutParameter(url.search, tokenName);
  return `${front.slice(0, front.length - url.search.length).replace(/\?$/, "")}?${kept === "" ? "" : `${kept}&`}${tokenName}=${token}${hash}`;
}

/** The parts of a query, without its question mark, that do not have this name. */
export function withoutParameter(search: string, name: string): string {
  return search.slice(1).split("&").filter((part) => part !== "" && !new URLSearchParams(part).has(name)).join("&");
}
