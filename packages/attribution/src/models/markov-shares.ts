import type { ChannelChain } from "./channel-chain.ts";
import { channelChain } from "./channel-chain.ts";
import type { ChannelPath } from "./channel-path.ts";
import type { WalkValues } from "./walk-values.ts";
import { walkValues } from "./walk-values.ts";

/** One channel under the Markov model. */
export interface MarkovShare {
  readonly channel: string;
  /** Share of conversions lost when nobody passes the channel any more; in [0, 1]. */
  readonly removalEffect: number;
  /** Removal effect as a share of all removal effects; the shares add up to 1. */
  readonly share: number;
}

/** The Markov model of a set of journeys. */
export interface MarkovModel {
  /** Sorted by channel, by code point. */
  readonly shares: readonly MarkovShare[];
  /** Greatest residual over all solved chains; about 1e-16 when all is well. */
  readonly residual: number;
}

/**
 * Credit by removal: how many conversions would be lost if a channel led nowhere.
 *
 * Journeys become a chain whose states are the last `order` channels. Each channel is removed in turn and the loss
 * solved for, where common tools simulate it and give another answer each time. What is lost is found as such and not as a
 * difference, so even the smallest effect has all its digits and a channel that no conversion needs has exactly none.
 * Equal sets of journeys give equal bits, in whatever order they come.
 *
 * @param order - How many past channels a state remembers; a whole number of at least 1.
 * @returns No shares when nothing converted.
 * @throws RangeError when `order` is not a whole number of at least 1, a path is empty, or a count is not a whole
 * number of at least 0.
 *
 * Source: Anderl, Becker, von Wangenheim and Schumann, "Mapping the Customer Journey", 2016.
 */
export function markovShares(paths: readonly ChannelPath[], order: number): MarkovModel {
  if (!Number.isSafeInteger(order) || order < 1) throw new RangeError(`order: expected a whole number of at least 1, got ${order}`);
  const chain = channelChain(paths, order);
  if (!chain.ends.some((walks) => walks > 0)) return { shares: [], residual: 0 };
  const whole = walkValues({ chain, states: Int32Array.from(chain.memories.keys()), gains: chain.wins, exits: chain.ends });
  const probability = whole.values[0] ?? 0;
  if (!(probability > 0)) return { shares: [], residual: whole.residual };
  let residual = whole.residual;
  const effects = chain.channels.map((_, removed) => {
    const loss = lossWithout(removed, chain, whole);
    residual = Math.max(residual, loss.residual);
    return Math.min(1, (loss.values[0] ?? 0) / probability);
  });
  const total = effects.reduce((sum, effect) => sum + effect, 0);
  const shares = chain.channels.map((channel, at) => ({
    channel,
    removalEffect: effects[at] ?? 0,
    share: (effects[at] ?? 0) / total,
  }));
  return { shares, residual };
}

/** What walks from each state lose when the channel leads nowhere: all that they would have been worth on reaching it. */
function lossWithout(removed: number, chain: ChannelChain, whole: WalkValues): WalkValues {
  const { memories, firstStep, targets, weights, ends } = chain;
  const isGone = Uint8Array.from(memories, (memory) => (memory.includes(removed) ? 1 : 0));
  const gains = new Float64Array(memories.length);
  const exits = Float64Array.from(ends);
  const states: number[] = [];
  for (let state = 0; state < memories.length; state++) {
    if (isGone[state] === 1) continue;
    states.push(state);
    for (let step = firstStep[state] ?? 0; step < (firstStep[state + 1] ?? 0); step++) {
      const target = targets[step] ?? 0;
      if (isGone[target] === 0) continue;
      gains[state] = (gains[state] ?? 0) + (weights[step] ?? 0) * (whole.values[target] ?? 0);
      exits[state] = (exits[state] ?? 0) + (weights[step] ?? 0);
    }
  }
  return walkValues({ chain, states: Int32Array.from(states), gains, exits });
}
