import { channelOfTouch } from "./channel-of-touch.ts";
import type { OrderWindow } from "./order-windows.ts";
import { sweepWindows } from "./sweep-windows.ts";
import type { JudgedTouch } from "./touch.ts";

/** Candidates per channel of one order; channels without any are absent. */
export type ChannelCounts = ReadonlyMap<string, number>;

/** Tells for every order, in turn, how many candidates each channel has. The counts live until the next order. */
export function channelCounts(
  touches: readonly JudgedTouch[],
  windows: readonly OrderWindow[],
  tell: (counts: ChannelCounts, window: OrderWindow) => void,
): void {
  const counts = new Map<string, number>();
  const add = (touch: JudgedTouch, step: 1 | -1): void => {
    const channel = channelOfTouch(touch);
    const count = (counts.get(channel) ?? 0) + step;
    if (count === 0) counts.delete(channel);
    else counts.set(channel, count);
  };
  sweepWindows(touches, windows, {
    enter: (touch) => add(touch, 1),
    leave: (touch) => add(touch, -1),
    settle: (window) => {
      const own = touches[window.own];
      const ownCounts = own !== undefined && window.own >= window.from && own.visibleFromUs <= window.order.orderTsUs;
      if (own !== undefined && ownCounts) add(own, -1);
      tell(counts, window);
      if (own !== undefined && ownCounts) add(own, 1);
    },
  });
}
