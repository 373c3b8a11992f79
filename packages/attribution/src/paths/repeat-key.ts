import { channelOfTouch } from "../channel-of-touch.ts";
import type { JudgedTouch } from "../touch.ts";

/** Text that two touches share when they may be repeats of each other: one channel, source, campaign and nonce. */
export function repeatKey(judged: JudgedTouch): string {
  const { labels, proofState, touch } = judged;
  const nonce = proofState === "proven" || proofState === "unconfirmed" ? (touch.token?.nonce ?? null) : null;
  return JSON.stringify([channelOfTouch(judged), labels?.source ?? null, labels?.campaign ?? null, nonce]);
}
