import type { TokenStatus } from "@liftproof/click-token";
import type { RejectionCode } from "@liftproof/events";
import type { LineTally } from "./line-tally.ts";

/** Orders and money of one channel, by what really brought them. */
export interface ChannelTally {
  /** By the last real cause that was not direct, within the lookback. */
  lastCauseOrders: number;
  lastCauseValueMinor: number;
  /** By the same causes, where a real signed click beats a later unsigned one. */
  proofFirstOrders: number;
  proofFirstValueMinor: number;
}

/** Everything the marketplace writes down about itself while it is played. */
export interface MarketplaceLedger {
  readonly lines: LineTally;
  /** Well-formed events by the status their token must get; `missing` is the rest. */
  readonly tokenStatus: Map<TokenStatus, number>;
  readonly malformed: Map<RejectionCode, number>;
  readonly channels: Map<string, ChannelTally>;
  forgedTokens: number;
  replayedTokens: number;
  reloadedLandings: number;
  unclickedClaims: number;
  labeledBotEvents: number;
  unlabeledBotEvents: number;
  orders: number;
  orderValueMinor: number;
  testOrders: number;
  refunds: number;
  refundedMinor: number;
  signIns: number;
  merges: number;
}

/** A ledger with nothing in it. */
export function marketplaceLedger(): MarketplaceLedger {
  return {
    lines: { lines: 0, events: 0, duplicates: 0, late: 0 },
    tokenStatus: new Map(),
    malformed: new Map(),
    channels: new Map(),
    forgedTokens: 0,
    replayedTokens: 0,
    reloadedLandings: 0,
    unclickedClaims: 0,
    labeledBotEvents: 0,
    unlabeledBotEvents: 0,
    orders: 0,
    orderValueMinor: 0,
    testOrders: 0,
    refunds: 0,
    refundedMinor: 0,
    signIns: 0,
    merges: 0,
  };
}

/** Adds one under a key. */
export function countOne<Key>(counts: Map<Key, number>, key: Key): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}
