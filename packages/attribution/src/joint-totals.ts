import { compareCodePoints } from "@liftproof/events";
import { directChannel } from "./direct-channel.ts";
import type { JointPaths } from "./joint-paths.ts";
import { jointPaths } from "./joint-paths.ts";
import type { Journey } from "./journey.ts";
import type { ChannelTotal } from "./models/channel-ledger.ts";
import { channelLedger } from "./models/channel-ledger.ts";
import { exactDigits } from "./models/exact-digits.ts";
import { markovShares } from "./models/markov-shares.ts";
import { shapleySet } from "./models/shapley-set.ts";
import { splitTotals } from "./models/split-totals.ts";
import type { PathSettings } from "./paths/stage-rules.ts";

/** A model that needs all journeys at once; the number is how many channels a Markov state remembers. */
export type JointModel = "shapley" | `markov:${number}`;

/** The totals of the joint models. */
export interface JointTotals {
  readonly totals: ReadonlyMap<JointModel, readonly ChannelTotal[]>;
  readonly markovResidual: number | null;
}

/** Channel totals of the joint models over journeys that start anew after each order. */
export function jointTotals(journeys: readonly Journey[], models: readonly JointModel[], settings: PathSettings): JointTotals {
  const totals = new Map<JointModel, readonly ChannelTotal[]>();
  if (models.length === 0) return { totals, markovResidual: null };
  const paths = jointPaths(journeys, settings);
  let markovResidual: number | null = null;
  for (const model of models) {
    if (model === "shapley") {
      totals.set(model, shapleyTotals(paths));
    } else {
      const { shares, residual } = markovShares(paths.ways, Number(model.slice("markov:".length)));
      totals.set(model, withUntouched(splitTotals(shares, earnedBy(paths, true)), paths));
      markovResidual = Math.max(markovResidual ?? 0, residual);
    }
  }
  return { totals, markovResidual };
}

function shapleyTotals({ converted }: JointPaths): readonly ChannelTotal[] {
  const ledger = channelLedger();
  for (const { order, channels } of converted) {
    const members = channels.length === 0 ? [directChannel] : shapleySet(channels);
    for (const channel of members) ledger.add(channel, { valueMinor: order.valueMinor, weight: 1, of: members.length });
  }
  return ledger.totals();
}

function earnedBy({ converted }: JointPaths, touched: boolean): { readonly orders: number; readonly valueMinor: bigint } {
  const counted = converted.filter(({ channels }) => channels.length > 0 === touched);
  return {
    orders: counted.length,
    valueMinor: counted.reduce((sum, { order }) => sum + BigInt(order.valueMinor), 0n),
  };
}

/** Orders that no touch led to are no part of the chain; they stand under `direct`. */
function withUntouched(totals: readonly ChannelTotal[], paths: JointPaths): readonly ChannelTotal[] {
  const { orders, valueMinor } = earnedBy(paths, false);
  const scale = 10n ** BigInt(exactDigits);
  const credited = totals.filter((total) => total.orders > 0n);
  if (orders === 0) return credited;
  const known = credited.find(({ channel }) => channel === directChannel);
  const direct: ChannelTotal = {
    channel: directChannel,
    orders: (known?.orders ?? 0n) + BigInt(orders) * scale,
    valueMinor: (known?.valueMinor ?? 0n) + valueMinor * scale,
  };
  return [...credited.filter((total) => total !== known), direct].sort((a, b) => compareCodePoints(a.channel, b.channel));
}
