import { attempt } from "./attempt.ts";
import type { Page } from "./page.ts";

/**
 * Takes the token out of the address bar, so that it is not copied, bookmarked or sent on as a referrer.
 *
 * Every other parameter stays as it is written, and so does the state of the history entry, which routers keep theirs in.
 */
export function stripToken({ location, history }: Page, tokenName: string): void {
  const parts = location.search.slice(1).split("&");
  const kept = parts.filter((part) => !new URLSearchParams(part).has(tokenName));
  const query = kept.join("&");
  if (kept.length < parts.length) attempt(() => history.replaceState(history.state, "", location.href.replace(location.search, () => query && `?${query}`)));
}
