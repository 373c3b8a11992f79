import { channelOfTouch } from "./channel-of-touch.ts";
import type { Order } from "./order.ts";
import type { JudgedTouch } from "./touch.ts";

/** Touches per channel; channels without any are absent. */
export type ChannelCounts = ReadonlyMap<string, number>;

/** One order and what led to it, as the models see it. Only `steps` costs as much as the path is long. */
export interface OrderPath {
  readonly order: Order;
  /** How many touches might have won; zero stands for an order nobody led to. */
  readonly candidates: number;
  /** The winner under the rule. */
  readonly winner: JudgedTouch | undefined;
  /** The earliest and the latest candidate. */
  readonly first: () => JudgedTouch | undefined;
  readonly last: () => JudgedTouch | undefined;
  /** The touches that share the order, in ranking order: repeats taken together, then transformed. */
  readonly steps: () => readonly JudgedTouch[];
  /** How many steps each channel has, and where the path begins and ends. */
  readonly counts: () => PathCounts;
}

/** What linear and position credit need to know of a path. */
export interface PathCounts {
  readonly steps: number;
  readonly byChannel: ChannelCounts;
  readonly first: JudgedTouch | undefined;
  readonly last: JudgedTouch | undefined;
}

/** The counts of a path that is at hand as a list. */
export function countsOf(steps: readonly JudgedTouch[]): PathCounts {
  const byChannel = new Map<string, number>();
  for (const touch of steps) {
    const channel = channelOfTouch(touch);
    byChannel.set(channel, (byChannel.get(channel) ?? 0) + 1);
  }
  return { steps: steps.length, byChannel, first: steps[0], last: steps.at(-1) };
}
