import { compareCodePoints } from "@liftproof/events";
import type { AbsorbingChain } from "./chain-ends.ts";
import { chainEnds } from "./chain-ends.ts";
import { absorption } from "./absorption.ts";
import type { ChannelPath } from "./channel-path.ts";
import { eliminationOrder } from "./elimination-order.ts";

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
 * Journeys become a chain whose states are the last `order` channels. Each channel is removed in turn and the chain
 * solved exactly, where common tools simulate it and give another answer each time.
 *
 * @param order - How many past channels a state remembers; a whole number of at least 1.
 * @returns No shares when nothing converted.
 * @throws RangeError when `order` is not a whole number of at least 1, or a path is empty.
 *
 * Source: Anderl, Becker, von Wangenheim and Schumann, "Mapping the Customer Journey", 2016.
 */
export function markovShares(paths: readonly ChannelPath[], order: number): MarkovModel {
  if (!Number.isSafeInteger(order) || order < 1) throw new RangeError(`order: expected a whole number of at least 1, got ${order}`);
  const { chain, channelsOf, channels } = chainOf(paths, order);
  const steps = eliminationOrder(chain);
  const whole = absorption(chain, { order: steps, removed: () => false });
  if (whole.probability === 0) return { shares: [], residual: whole.residual };
  let residual = whole.residual;
  const effects = channels.map((channel) => {
    const rest = absorption(chain, { order: steps, removed: (state) => channelsOf[state]?.has(channel) === true });
    residual = Math.max(residual, rest.residual);
    return Math.max(0, 1 - rest.probability / whole.probability);
  });
  const total = effects.reduce((sum, effect) => sum + effect, 0);
  const shares = channels.map((channel, at) => ({
    channel,
    removalEffect: effects[at] ?? 0,
    share: (effects[at] ?? 0) / total,
  }));
  return { shares, residual };
}

interface PathChain {
  readonly chain: AbsorbingChain;
  readonly channelsOf: readonly ReadonlySet<string>[];
  readonly channels: readonly string[];
}

function chainOf(paths: readonly ChannelPath[], order: number): PathChain {
  const states: Map<number, number>[] = [new Map()];
  const channelsOf: ReadonlySet<string>[] = [new Set()];
  const known = new Map<string, number>();
  const channels = [...new Set(paths.flatMap((path) => path.channels))].sort(compareCodePoints);
  const numbers = new Map(channels.map((channel, number) => [channel, number] as const));
  const stateOf = (memory: readonly number[]): number => {
    const key = memory.join();
    let state = known.get(key);
    if (state === undefined) {
      state = states.length;
      known.set(key, state);
      states.push(new Map());
      channelsOf.push(new Set(memory.map((number) => channels[number] ?? "")));
    }
    return state;
  };
  const pass = (from: number, to: number, weight: number): void => {
    if (weight > 0) states[from]?.set(to, (states[from].get(to) ?? 0) + weight);
  };
  for (const { channels: way, conversions, nonConversions } of paths) {
    if (way.length === 0) throw new RangeError("paths: expected at least one channel per path, got none");
    const walk = way.map((channel) => numbers.get(channel) ?? 0);
    let state = 0;
    for (let at = 0; at < walk.length; at++) {
      const next = stateOf(walk.slice(Math.max(0, at + 1 - order), at + 1));
      pass(state, next, conversions + nonConversions);
      state = next;
    }
    pass(state, chainEnds.success, conversions);
    pass(state, chainEnds.failure, nonConversions);
  }
  return { chain: { states }, channelsOf, channels };
}
