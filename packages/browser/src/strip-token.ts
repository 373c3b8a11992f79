import { attempt } from "./attempt.ts";
import type { Page } from "./page.ts";

/**
 * Takes the token out of the address bar, so that it is not copied, bookmarked or sent on as a referrer.
 *
 * Every other parameter stays as it is written, and so does the state of the history entry, which routers keep theirs in.
 */
export function stripToken({ location, history }: Page, tokenName: string): void {
  const hasToken = (query: string): boolean => new URLSearchParams(query).has(tokenName);
  if (!hasToken(location.search)) return;
  const query = location.search.slice(1).split("&").filter((part) => !hasToken(part)).join("&");
  attempt(() => history.replaceState(history.state, "", location.origin + location.pathname + (query && `?${query}`) + location.hash));
}
