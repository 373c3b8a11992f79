import type { Touch } from "../touch.ts";

/** The touch as it would have been read with proof turned off. */
export function withoutToken(touch: Touch): Touch {
  return touch.token === null ? touch : { ...touch, token: null, signed: null };
}
