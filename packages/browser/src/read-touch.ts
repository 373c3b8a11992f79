import type { Touch } from "./touch.ts";

/**
 * The campaign evidence in the query of an address, and one text that is equal for equal evidence, empty for none.
 *
 * Values end at a control character or after 200 characters. A token that is not made of the characters of tokens is
 * taken for none: nothing else reads it first.
 */
export function readTouch(query: string, tokenName: string, clickIds: RegExp): [touch: Touch, evidence: string] {
  const touch: Record<string, string> = {};
  const payload: Record<string, string> = {};
  for (const [name, raw] of new URLSearchParams(query)) {
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
  return [{ ...touch, payload }, Object.values({ ...touch, ...payload }).join()];
}
