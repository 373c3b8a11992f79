import { compareCodePoints } from "@liftproof/events";
import type { ChannelPath } from "./channel-path.ts";
import { exactSum } from "./exact-sum.ts";

/** One channel under the Shapley model. */
export interface ShapleyShare {
  readonly channel: string;
  /** Conversions earned, in units of 10^-36; `decimalText` writes them. */
  readonly conversions: bigint;
  /** The same as a share of all conversions. */
  readonly share: number;
}

/**
 * The Shapley value of every channel, exact for any number of channels.
 *
 * With v(S) = conversions whose channels all lie in S, every path is a game that only its whole set of channels wins, and
 * its members share it evenly; the value of a sum of games is the sum of values. Counts are whole and are added per size of
 * set, so a path costs its length and nothing is rounded before the end.
 *
 * @returns Channels with credit, by code point; none when nothing converted.
 * @throws RangeError when a path is empty or its conversions are not a whole number of at least 0.
 *
 * Source: Shapley, "A Value for n-Person Games", 1953 (unanimity games).
 */
export function shapleyShares(paths: readonly ChannelPath[]): readonly ShapleyShare[] {
  const accounts = new Map<string, Account>();
  let total = 0;
  const members: Account[] = [];
  for (let number = 0; number < paths.length; number++) {
    const { channels, conversions } = paths[number] as ChannelPath;
    requirePath(channels, conversions);
    if (conversions === 0) continue;
    members.length = 0;
    for (const channel of channels) {
      let account = accounts.get(channel);
      if (account === undefined) accounts.set(channel, (account = { bySize: [], lastPath: -1 }));
      if (account.lastPath !== number) members.push(account);
      account.lastPath = number;
    }
    for (const { bySize } of members) bySize[members.length] = (bySize[members.length] ?? 0) + conversions;
    total += conversions;
  }
  return [...accounts]
    .map(([channel, { bySize }]) => ({ channel, ...earned(bySize, total) }))
    .sort((a, b) => compareCodePoints(a.channel, b.channel));
}

interface Account {
  /** Conversions of the paths with so many different channels, this one among them. */
  readonly bySize: (number | undefined)[];
  lastPath: number;
}

function earned(bySize: readonly (number | undefined)[], total: number): Omit<ShapleyShare, "channel"> {
  const conversions = exactSum();
  let share = 0;
  for (const [size, count = 0] of bySize.entries()) {
    if (count === 0) continue;
    conversions.add(BigInt(count), size);
    share += count / size;
  }
  return { conversions: conversions.scaled(), share: share / total };
}

function requirePath(channels: readonly string[], conversions: number): void {
  if (channels.length === 0) throw new RangeError("paths: expected at least one channel per path, got none");
  if (!(Number.isSafeInteger(conversions) && conversions >= 0)) throw new RangeError(`paths: expected whole conversions of at least 0, got ${conversions}`);
}
