import type { JudgedTouch } from "../touch.ts";
import { repeatKey } from "./repeat-key.ts";

/**
 * The path with repeats taken together: touches with one channel, source, campaign and nonce, each no later than the gap
 * after the one before, count as the last of them.
 *
 * Other touches in between do not part them. This happens after the rule has chosen, never before: taken together
 * earlier, a touch that straddles the order would be lost.
 *
 * @param path - In ranking order.
 * @param gapUs - Inclusive; `null` leaves the path as it is.
 */
export function collapsedPath(path: readonly JudgedTouch[], gapUs: number | null): readonly JudgedTouch[] {
  if (gapUs === null || path.length < 2) return path;
  const nextUs = new Map<string, number>();
  const kept: JudgedTouch[] = [];
  for (let at = path.length - 1; at >= 0; at--) {
    const touch = path[at];
    if (touch === undefined) continue;
    const key = repeatKey(touch);
    const followingUs = nextUs.get(key);
    if (followingUs === undefined || followingUs - touch.touchTsUs > gapUs) kept.push(touch);
    nextUs.set(key, touch.touchTsUs);
  }
  return kept.reverse();
}
