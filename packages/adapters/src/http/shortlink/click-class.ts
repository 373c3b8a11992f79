/**
 * What a click on a shortlink was, by what is known when it comes. None is dropped; only `person` was caused by a gesture, so that
 * the redirect itself confirms it.
 *
 * `head`: only the headers were asked for. `prefetch`: fetched in case somebody goes there. `bot_ua`, `bot_ip`: a known crawler by its own
 * word, or by its address. `burst`: one of several links of a mailing within seconds, or opened as it was sent. `embedded`: not a document
 * of its own, such as a frame of no size. `unconfirmed`: nothing says that a gesture caused it.
 */
export type ClickClass = "head" | "prefetch" | "bot_ua" | "bot_ip" | "burst" | "embedded" | "unconfirmed" | "person";

/** What is known beside the request. */
export interface ClickSigns {
  readonly isBot: boolean;
  readonly isBotAddress: boolean;
  readonly isBurst: boolean;
}

/** The class of a click: the first of the list above that holds. */
export function clickClass({ method, headers }: Request, { isBot, isBotAddress, isBurst }: ClickSigns): ClickClass {
  if (method === "HEAD") return "head";
  if (/prefetch|prerender/i.test(headers.get("sec-purpose") ?? headers.get("purpose") ?? "")) return "prefetch";
  if (isBot) return "bot_ua";
  if (isBotAddress) return "bot_ip";
  if (isBurst) return "burst";
  if ((headers.get("sec-fetch-dest") ?? "document") !== "document") return "embedded";
  return headers.get("sec-fetch-user") === "?1" ? "person" : "unconfirmed";
}
