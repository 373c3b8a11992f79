import { channelOfTouch } from "./channel-of-touch.ts";
import { directChannel } from "./direct-channel.ts";
import type { JudgedTouch } from "./touch.ts";

/** The channel an order is counted under. */
export function channelOfWinner(winner: JudgedTouch | undefined): string {
  return winner === undefined ? directChannel : channelOfTouch(winner);
}
