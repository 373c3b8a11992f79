import { directChannel } from "./direct-channel.ts";
import type { JudgedTouch } from "./touch.ts";

/** The channel a touch is counted under: its label, or `direct`, or the name the caller gave to direct visits. */
export function channelOfTouch({ labels, touch }: JudgedTouch): string {
  return labels?.channel ?? touch.directAs ?? directChannel;
}
