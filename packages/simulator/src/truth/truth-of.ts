import type { World } from "../world/world.ts";
import { experimentTruth } from "./experiment-truth.ts";
import type { MarketplaceTruth } from "./marketplace-truth.ts";

/** Closes the books of a marketplace that has been played to its end. */
export function truthOf({ experiments, people, ledger }: World): MarketplaceTruth {
  const { lines, tokenStatus, malformed, channels } = ledger;
  return {
    experiments: experiments.map((experiment) => experimentTruth(experiment, people)),
    acquisition: {
      orders: ledger.orders,
      valueMinor: ledger.orderValueMinor,
      currency: "EUR",
      channels: sorted(channels).map(([channel, tally]) => ({ channel, ...tally })),
    },
    tokens: {
      status: Object.fromEntries(sorted(tokenStatus)),
      forged: ledger.forgedTokens,
      expired: tokenStatus.get("expired") ?? 0,
      replayed: ledger.replayedTokens,
      reloaded: ledger.reloadedLandings,
      unclickedClaims: ledger.unclickedClaims,
    },
    lines: {
      total: lines.lines,
      events: lines.events,
      duplicates: lines.duplicates,
      late: lines.late,
      malformed: Object.fromEntries(sorted(malformed)),
    },
    bots: { labeledEvents: ledger.labeledBotEvents, unlabeledEvents: ledger.unlabeledBotEvents },
    refunds: { count: ledger.refunds, valueMinor: ledger.refundedMinor },
    testOrders: ledger.testOrders,
    identity: { signIns: ledger.signIns, merges: ledger.merges },
  };
}

/** By key; the keys are plain ASCII, where every order of strings is the same. */
function sorted<Value>(counts: ReadonlyMap<string, Value>): readonly (readonly [string, Value])[] {
  return [...counts].sort(([a], [b]) => (a < b ? -1 : 1));
}
