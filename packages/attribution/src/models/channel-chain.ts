import { compareCodePoints } from "@liftproof/events";
import type { ChannelPath } from "./channel-path.ts";

/**
 * Journeys as a walk over what was seen last. State 0 is the start, before any channel.
 *
 * States and steps are in order of their channels, and weights are whole numbers, so equal journeys give the same chain
 * to the last bit, in whatever order they come.
 */
export interface ChannelChain {
  /** Sorted by code point. */
  readonly channels: readonly string[];
  /** The last channels of every state, as positions in `channels`, the latest at the end. */
  readonly memories: readonly (readonly number[])[];
  /** The steps from state s to another one stand at `firstStep[s]` up to, but not including, `firstStep[s + 1]`. */
  readonly firstStep: Int32Array;
  readonly targets: Int32Array;
  readonly weights: Float64Array;
  /** Walks that stay in their state for one more step. */
  readonly stays: Float64Array;
  /** Walks that end well in this state, and walks that end here at all. */
  readonly wins: Float64Array;
  readonly ends: Float64Array;
}

/**
 * The chain whose states remember the last `order` channels.
 *
 * @throws RangeError when a path is empty or one of its counts is not a whole number of at least 0.
 */
export function channelChain(paths: readonly ChannelPath[], order: number): ChannelChain {
  const channels = sortedChannels(paths);
  const width = channels.length;
  const numbers = new Map(channels.map((channel, number) => [channel, number] as const));
  const memories: (readonly number[])[] = [[]];
  const stateOf = new Map<string, number>([["", 0]]);
  const steps: Steps = { byKey: new Map(), sources: [], channels: [], targets: [], weights: [] };
  const wins: number[] = [0];
  const ends: number[] = [0];
  const targetOf = (state: number, channel: number): number => {
    const memory = [...(memories[state] ?? []), channel].slice(-order);
    const key = memory.join();
    const known = stateOf.get(key);
    if (known !== undefined) return known;
    stateOf.set(key, memories.length);
    wins.push(0);
    ends.push(0);
    return memories.push(memory) - 1;
  };
  for (const { channels: way, conversions, nonConversions } of paths) {
    const walks = conversions + nonConversions;
    if (walks === 0) continue;
    let state = 0;
    for (const name of way) {
      const channel = numbers.get(name) ?? 0;
      const key = state * width + channel;
      let step = steps.byKey.get(key);
      if (step === undefined) {
        steps.byKey.set(key, (step = steps.targets.length));
        steps.sources.push(state);
        steps.channels.push(channel);
        steps.targets.push(targetOf(state, channel));
        steps.weights.push(0);
      }
      steps.weights[step] = (steps.weights[step] ?? 0) + walks;
      state = steps.targets[step] ?? 0;
    }
    wins[state] = (wins[state] ?? 0) + conversions;
    ends[state] = (ends[state] ?? 0) + walks;
  }
  return sortedChain({ channels, memories, steps, wins, ends });
}

/** The steps anybody has made: from a state to a channel, and so to another state. */
interface Steps {
  readonly byKey: Map<number, number>;
  readonly sources: number[];
  readonly channels: number[];
  readonly targets: number[];
  readonly weights: number[];
}

function sortedChannels(paths: readonly ChannelPath[]): readonly string[] {
  const names = new Set<string>();
  for (const { channels, conversions, nonConversions } of paths) {
    if (channels.length === 0) throw new RangeError("paths: expected at least one channel per path, got none");
    if (!isCount(conversions) || !isCount(nonConversions)) {
      throw new RangeError(`paths: expected whole conversions and nonConversions of at least 0, got ${conversions} and ${nonConversions}`);
    }
    for (const channel of channels) names.add(channel);
  }
  return [...names].sort(compareCodePoints);
}

function isCount(count: number): boolean {
  return Number.isSafeInteger(count) && count >= 0;
}

interface FoundChain {
  readonly channels: readonly string[];
  readonly memories: readonly (readonly number[])[];
  readonly steps: Steps;
  readonly wins: readonly number[];
  readonly ends: readonly number[];
}

/** States get new numbers, so that the order in which they were found leaves no trace. */
function sortedChain({ channels, memories, steps, wins, ends }: FoundChain): ChannelChain {
  const found = [...memories.keys()].sort((a, b) => compareMemories(memories[a] ?? [], memories[b] ?? []));
  const numberOf = new Int32Array(found.length);
  for (const [number, state] of found.entries()) numberOf[state] = number;
  const numberFrom = (step: number): number => numberOf[steps.sources[step] ?? 0] ?? 0;
  const sorted = [...steps.targets.keys()].sort((a, b) => numberFrom(a) - numberFrom(b) || (steps.channels[a] ?? 0) - (steps.channels[b] ?? 0));
  const firstStep = new Int32Array(found.length + 1);
  const stays = new Float64Array(found.length);
  const targets: number[] = [];
  const weights: number[] = [];
  for (const step of sorted) {
    const from = numberFrom(step);
    const target = numberOf[steps.targets[step] ?? 0] ?? 0;
    const weight = steps.weights[step] ?? 0;
    if (target === from) {
      stays[from] = weight;
    } else {
      targets.push(target);
      weights.push(weight);
    }
    firstStep[from + 1] = targets.length;
  }
  // A state without steps begins where the one before it ends.
  for (let state = 1; state <= found.length; state++) firstStep[state] = Math.max(firstStep[state] ?? 0, firstStep[state - 1] ?? 0);
  return {
    channels,
    memories: found.map((state) => memories[state] ?? []),
    firstStep,
    targets: Int32Array.from(targets),
    weights: Float64Array.from(weights),
    stays,
    wins: Float64Array.from(found, (state) => wins[state] ?? 0),
    ends: Float64Array.from(found, (state) => ends[state] ?? 0),
  };
}

/** Shorter memories first, so that the start is state 0. */
function compareMemories(a: readonly number[], b: readonly number[]): number {
  if (a.length !== b.length) return a.length - b.length;
  for (const [at, channel] of a.entries()) {
    const other = b[at] ?? 0;
    if (channel !== other) return channel - other;
  }
  return 0;
}
