import { isbot } from "isbot";

const MAX_LENGTH = 2_048;

/**
 * The label of a request whose user agent calls itself a crawler, or is known to belong to one;
 * null for every other, for none at all too.
 *
 * It goes into events as `labels: { bot_ua: true }`, so that analysis leaves them out, and into the
 * context of `assign` as `crawler`. It never chooses content by itself.
 */
export function botLabel(userAgent: string | null): "bot_ua" | null {
  return isbot(userAgent?.slice(0, MAX_LENGTH)) ? "bot_ua" : null;
}
