import { channelOfTouch } from "../channel-of-touch.ts";
import type { JudgedTouch } from "../touch.ts";

/** Text that two touches share exactly when channel, source, medium and campaign are the same. */
export function labelKey(touch: JudgedTouch): string {
  const { labels } = touch;
  return JSON.stringify([channelOfTouch(touch), labels?.source ?? null, labels?.medium ?? null, labels?.campaign ?? null]);
}
