import type { IncomingMessage } from "node:http";

/**
 * The address of the client: that of the socket, or what the farthest of so many proxies of ours says in `X-Forwarded-For`. Entries
 * further left are the client's own words. Empty when a proxy of ours did not write the header.
 */
export function clientAddress({ socket, headers }: IncomingMessage, trustedProxies: number): string {
  if (trustedProxies === 0) return socket.remoteAddress ?? "";
  const forwarded = String(headers["x-forwarded-for"] ?? "").split(",").map((entry) => entry.trim());
  return forwarded.at(-trustedProxies) ?? "";
}
