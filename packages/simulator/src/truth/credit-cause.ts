import type { EpochMicros } from "@liftproof/events";
import { channelNames } from "../world/channel-names.ts";
import { lookbackUs } from "./lookback.ts";
import type { Cause } from "./cause.ts";
import type { ChannelTally, MarketplaceLedger } from "./marketplace-ledger.ts";

/** One order, as far as its cause goes. */
export interface CausedOrder {
  readonly orderedAtUs: EpochMicros;
  readonly valueMinor: number;
}

/**
 * Writes an order under what really brought it: once by the last cause, once proof first.
 *
 * `causes` run from the oldest to the newest; those before the lookback are passed over.
 */
export function creditCause(ledger: MarketplaceLedger, causes: readonly Cause[], { orderedAtUs, valueMinor }: CausedOrder): void {
  const real = causes.filter(({ atUs }) => orderedAtUs - atUs <= lookbackUs);
  const proven = real.filter(({ atUs, proofForUs }) => orderedAtUs - atUs <= proofForUs);
  const last = tallyOf(ledger, real.at(-1));
  last.lastCauseOrders += 1;
  last.lastCauseValueMinor += valueMinor;
  const first = tallyOf(ledger, proven.at(-1) ?? real.at(-1));
  first.proofFirstOrders += 1;
  first.proofFirstValueMinor += valueMinor;
  ledger.orders += 1;
  ledger.orderValueMinor += valueMinor;
}

function tallyOf({ channels }: MarketplaceLedger, cause: Cause | undefined): ChannelTally {
  const channel = cause?.channel ?? channelNames.direct;
  const known = channels.get(channel);
  if (known !== undefined) return known;
  const fresh = { lastCauseOrders: 0, lastCauseValueMinor: 0, proofFirstOrders: 0, proofFirstValueMinor: 0 };
  channels.set(channel, fresh);
  return fresh;
}
