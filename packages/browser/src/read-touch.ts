import type { Page } from "./page.ts";
import type { Touch } from "./touch.ts";

/**
 * Where the visitor came from, by the query of the address and the referrer, and one text that is equal for equal campaign
 * evidence, empty for none.
 *
 * Values end at a control character or after 200 characters. A token that is not made of the characters of tokens is
 * taken for none: nothing else reads it first. A referrer is another site's scheme and host.
 */
export function readTouch({ location, document }: Page, tokenName: string, clickIds: RegExp): [touch: Touch, evidence: string] {
  const touch: Record<string, string> = {};
  const payload: Record<string, string> = {};
  for (const [name, raw] of new URLSearchParams(location.search)) {
    const value = /^\P{Cc}{0,200}/u.exec(raw)?.[0] as string;
    if (name === tokenName) {
      if (/^[\w.~-]{16,512}$/.test(raw)) touch["click_token"] = raw;
    } else if (/^utm_\w+$/.test(name)) {
      (/_(source|medium|campaign)$/.test(name) ? touch : payload)[name] = value;
    } else if (clickIds.test(name)) {
      touch["click_id_kind"] = name;
      payload["click_id"] = value;
    }
  }
  const evidence = Object.values({ ...touch, ...payload }).join();
  const referrer = document.referrer.split("/", 3).join("/");
  return [{ ...touch, ...(referrer && referrer !== location.origin && { referrer }), payload }, evidence];
}
