import type { AttributionRules } from "./attribution-rules.ts";
import { channelOfTouch } from "./channel-of-touch.ts";
import type { Journey } from "./journeys.ts";
import type { ChannelPath } from "./models/channel-path.ts";
import { collapsedPath } from "./models/collapsed-path.ts";
import { neverVisibleUs } from "./never-visible-us.ts";
import type { Order } from "./order.ts";
import { orderOutcomes } from "./order-outcomes.ts";
import { orderPath } from "./order-path.ts";
import { orderWindows } from "./order-windows.ts";
import type { JudgedTouch } from "./touch.ts";

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
export function jointPaths(journeys: readonly Journey[], rules: AttributionRules): JointPaths {
  const resetting: AttributionRules = { ...rules, resetAtOrder: true };
  const ways = new Map<string, { channels: readonly string[]; conversions: number; nonConversions: number }>();
  const wayOf = (channels: readonly string[]): { conversions: number; nonConversions: number } => {
    const key = JSON.stringify(channels);
    let way = ways.get(key);
    if (way === undefined) ways.set(key, (way = { channels, conversions: 0, nonConversions: 0 }));
    return way;
  };
  const converted: ConvertedPath[] = [];
  for (const journey of journeys) {
    for (const outcome of orderOutcomes(journey.touches, orderWindows(journey, resetting))) {
      const { order, touches } = orderPath(journey, outcome);
      const channels = channelsOf(touches(), rules);
      converted.push({ order, channels });
      if (channels.length > 0) wayOf(channels).conversions++;
    }
    const lastOrderUs = journey.orders.at(-1)?.orderTsUs ?? -Infinity;
    const tail = channelsOf(journey.touches.filter((touch) => touch.touchTsUs > lastOrderUs && touch.visibleFromUs < neverVisibleUs), rules);
    if (tail.length > 0) wayOf(tail).nonConversions++;
  }
  return { converted, ways: [...ways.values()] };
}

function channelsOf(path: readonly JudgedTouch[], rules: AttributionRules): readonly string[] {
  return collapsedPath(path, rules.collapseGapUs).map(channelOfTouch);
}
