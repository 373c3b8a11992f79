import { compareCodePoints } from "@liftproof/events";
import type { AttributionFact } from "../attribution-fact.ts";

/** An order that stands under another channel than before. */
export interface ChannelChange {
  readonly orderId: string;
  readonly orderValueMinor: number;
  readonly currency: string;
  readonly before: string;
  readonly after: string;
  /** Whether the same touch wins under another name, or another touch wins. */
  readonly cause: "renamed" | "other_winner";
  /** The labels of the winner afterwards, which the new name was read from. */
  readonly source: string | null;
  readonly medium: string | null;
  readonly campaign: string | null;
}

/** The changes between two sets of facts. */
export interface ChannelChanges {
  /** By order id. */
  readonly changes: readonly ChannelChange[];
  /** Orders that both sets know. */
  readonly compared: number;
  /** Orders that only one set knows, by order id; they have no channel to compare. */
  readonly onlyBefore: readonly string[];
  readonly onlyAfter: readonly string[];
}

/**
 * Which orders change channel between two runs over the same events, under two editions of the channel rules or any other two
 * sets of rules.
 *
 * Build the touches of each run under its own rules, since channels are named when a touch is read.
 *
 * @param before - One fact per order, as from `attributeOrders`.
 */
export function channelChanges(before: readonly AttributionFact[], after: readonly AttributionFact[]): ChannelChanges {
  const earlier = new Map(before.map((fact) => [fact.orderId, fact] as const));
  const later = new Map(after.map((fact) => [fact.orderId, fact] as const));
  const changes: ChannelChange[] = [];
  const onlyAfter: string[] = [];
  for (const fact of later.values()) {
    const known = earlier.get(fact.orderId);
    if (known === undefined) onlyAfter.push(fact.orderId);
    else if (known.channel !== fact.channel) changes.push(changeOf(known, fact));
  }
  return {
    changes: changes.sort((a, b) => compareCodePoints(a.orderId, b.orderId)),
    compared: later.size - onlyAfter.length,
    onlyBefore: [...earlier.keys()].filter((orderId) => !later.has(orderId)).sort(compareCodePoints),
    onlyAfter: onlyAfter.sort(compareCodePoints),
  };
}

function changeOf(before: AttributionFact, after: AttributionFact): ChannelChange {
  return {
    orderId: after.orderId,
    orderValueMinor: after.orderValueMinor,
    currency: after.currency,
    before: before.channel,
    after: after.channel,
    cause: before.winningEventId === after.winningEventId ? "renamed" : "other_winner",
    source: after.source,
    medium: after.medium,
    campaign: after.campaign,
  };
}
