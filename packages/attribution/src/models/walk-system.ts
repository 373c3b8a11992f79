import type { ChannelChain } from "./channel-chain.ts";

/**
 * What a walk is worth from each state: `value = (gain + sum of weight * value of target) / weight of all ways out`.
 *
 * Every number is at least 0, so no method below ever subtracts.
 */
export interface WalkSystem {
  readonly chain: ChannelChain;
  /** States with a value to find; all others are worth nothing. */
  readonly states: Int32Array;
  /** Per state, what the walks that leave the system here are worth together. */
  readonly gains: Float64Array;
  /** Per state, the weight of all ways out but those to `states`; zero nowhere a walk cannot get on. */
  readonly exits: Float64Array;
}
