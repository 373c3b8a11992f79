import { channelOfTouch } from "./channel-of-touch.ts";
import type { Journey } from "./journey.ts";
import type { ChannelPath } from "./models/channel-path.ts";
import { neverVisibleUs } from "./never-visible-us.ts";
import type { Order } from "./order.ts";
import { collapsedPath } from "./paths/collapsed-path.ts";
import type { PathSettings } from "./paths/stage-rules.ts";
import { transformedPath } from "./paths/transformed-path.ts";
import { walkPaths } from "./paths/walk-paths.ts";

/** The channels that led to one order, none of them spent on an earlier one. */
export interface ConvertedPath {
  readonly order: Order;
  /** Empty when no touch led to the order. */
  readonly channels: readonly string[];
}

/** All journeys as the joint models see them. */
export interface JointPaths {
  readonly converted: readonly ConvertedPath[];
  /** Distinct ways, with how often each ended in an order and in nothing. */
  readonly ways: readonly ChannelPath[];
}

/**
 * Journeys cut at their orders, plus one journey per identity for what came after its last order.
 *
 * The tail has no lookback, because there is no order to look back from.
 */
export function jointPaths(journeys: readonly Journey[], { rules, transform }: PathSettings): JointPaths {
  const resetting: PathSettings = { rules: { ...rules, resetAtOrder: true }, transform };
  const ways = new Map<string, { channels: readonly string[]; conversions: number; nonConversions: number }>();
  const wayOf = (channels: readonly string[]): { conversions: number; nonConversions: number } => {
    const key = JSON.stringify(channels);
    let way = ways.get(key);
    if (way === undefined) ways.set(key, (way = { channels, conversions: 0, nonConversions: 0 }));
    return way;
  };
  const converted: ConvertedPath[] = [];
  for (const journey of journeys) {
    walkPaths(journey, resetting, ({ order, steps }) => {
      const channels = steps().map(channelOfTouch);
      converted.push({ order, channels });
      if (channels.length > 0) wayOf(channels).conversions++;
    });
    const lastOrderUs = journey.orders.at(-1)?.orderTsUs ?? -Infinity;
    const rest = journey.touches.filter((touch) => touch.touchTsUs > lastOrderUs && touch.visibleFromUs < neverVisibleUs);
    const tail = transformedPath(collapsedPath(rest, rules.collapseGapUs), transform).map(channelOfTouch);
    if (tail.length > 0) wayOf(tail).nonConversions++;
  }
  return { converted, ways: [...ways.values()] };
}
