import type { AttributionRules } from "../attribution-rules.ts";
import type { OrderPath, PathCounts } from "../order-path.ts";
import { channelOfTouch } from "../channel-of-touch.ts";
import type { ModelName } from "./model-name.ts";
import { orderWeights } from "./order-weights.ts";

/** Parts of an order by channel. */
export interface ChannelWeights {
  readonly weights: ReadonlyMap<string, number>;
  /** The sum of all weights; zero when no touch led to the order. */
  readonly of: number;
}

/**
 * How one model splits an order among channels.
 *
 * Linear and position credit look at counts alone, which cost the number of channels and not the length of the path.
 */
export function channelWeights(model: ModelName, path: OrderPath, rules: AttributionRules): ChannelWeights {
  if (model === "linear" || model === "position") {
    const counts = path.counts();
    if (model === "linear") return { weights: counts.byChannel, of: counts.steps };
    if (counts.steps > 2) return countedPosition(counts, rules);
  }
  const weights = new Map<string, number>();
  let of = 0;
  for (const { touch, weight } of orderWeights(model, path, rules)) {
    const channel = channelOfTouch(touch);
    weights.set(channel, (weights.get(channel) ?? 0) + weight);
    of += weight;
  }
  return { weights, of };
}

function countedPosition(counts: PathCounts, rules: AttributionRules): ChannelWeights {
  const [first, middle, last] = rules.positionWeights;
  const between = counts.steps - 2;
  const weights = new Map<string, number>();
  for (const [channel, count] of counts.byChannel) weights.set(channel, count * middle);
  const ends = [
    { touch: counts.first, part: first },
    { touch: counts.last, part: last },
  ];
  for (const { touch, part } of ends) {
    if (touch === undefined) continue;
    const channel = channelOfTouch(touch);
    weights.set(channel, (weights.get(channel) ?? 0) + part * between - middle);
  }
  for (const [channel, weight] of weights) if (weight === 0) weights.delete(channel);
  return { weights, of: (first + middle + last) * between };
}
