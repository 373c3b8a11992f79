import { compareCodePoints } from "@liftproof/events";
import type { ExactSum } from "./exact-sum.ts";
import { exactSum } from "./exact-sum.ts";

/** What one channel earned, in units of 10^-36 orders and 10^-36 minor units; `decimalText` writes them. */
export interface ChannelTotal {
  readonly channel: string;
  readonly orders: bigint;
  readonly valueMinor: bigint;
}

/** A part of one order, `weight` out of `of`. */
export interface OrderPart {
  readonly valueMinor: number;
  readonly weight: number;
  readonly of: number;
}

/** Adds up parts of orders by channel. */
export interface ChannelLedger {
  readonly add: (channel: string, part: OrderPart) => void;
  /** The channels with credit, by code point. */
  readonly totals: () => readonly ChannelTotal[];
}

/** An empty ledger. */
export function channelLedger(): ChannelLedger {
  const accounts = new Map<string, { readonly orders: ExactSum; readonly value: ExactSum }>();
  return {
    add: (channel, { valueMinor, weight, of }) => {
      let account = accounts.get(channel);
      if (account === undefined) accounts.set(channel, (account = { orders: exactSum(), value: exactSum() }));
      account.orders.add(BigInt(weight), of);
      account.value.add(BigInt(valueMinor) * BigInt(weight), of);
    },
    totals: () =>
      [...accounts]
        .map(([channel, { orders, value }]) => ({ channel, orders: orders.scaled(), valueMinor: value.scaled() }))
        .sort((a, b) => compareCodePoints(a.channel, b.channel)),
  };
}
