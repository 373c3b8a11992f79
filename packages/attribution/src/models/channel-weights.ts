import type { AttributionRules } from "../attribution-rules.ts";
import type { OrderPath } from "../order-path.ts";
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
 * @param counts - How many touches of the path each channel has, when that is known; linear and position credit then
 * costs the number of channels, not the length of the path.
 */
export function channelWeights(
  model: ModelName,
  path: OrderPath,
  { rules, counts }: { readonly rules: AttributionRules; readonly counts: ReadonlyMap<string, number> | null },
): ChannelWeights {
  if (counts !== null && model === "linear") return { weights: counts, of: path.candidates };
  if (counts !== null && model === "position" && path.candidates > 2) return countedPosition(counts, path, rules);
  const weights = new Map<string, number>();
  let of = 0;
  for (const { touch, weight } of orderWeights(model, path, rules)) {
    const channel = channelOfTouch(touch);
    weights.set(channel, (weights.get(channel) ?? 0) + weight);
    of += weight;
  }
  return { weights, of };
}

function countedPosition(counts: ReadonlyMap<string, number>, path: OrderPath, rules: AttributionRules): ChannelWeights {
  const [first, middle, last] = rules.positionWeights;
  const between = path.candidates - 2;
  const weights = new Map<string, number>();
  for (const [channel, count] of counts) weights.set(channel, count * middle);
  const ends = [
    { touch: path.first(), part: first },
    { touch: path.last(), part: last },
  ];
  for (const { touch, part } of ends) {
    if (touch === undefined) continue;
    const channel = channelOfTouch(touch);
    weights.set(channel, (weights.get(channel) ?? 0) + part * between - middle);
  }
  for (const [channel, weight] of weights) if (weight === 0) weights.delete(channel);
  return { weights, of: (first + middle + last) * between };
}
