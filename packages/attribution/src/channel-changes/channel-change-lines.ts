import { compareCodePoints } from "@liftproof/events";
import { decimalText } from "../models/decimal-text.ts";
import type { ChannelChange, ChannelChanges } from "./channel-changes.ts";

/** How many orders are named behind each move. */
const namedOrders = 3;

/** How {@link channelChangeLines} writes money. */
export interface ChangeText {
  /** Digits of a minor unit, by currency; 2 when absent. */
  readonly minorDigits?: (currency: string) => number;
}

/**
 * Channel changes for people: one line that counts, then one per move from channel to channel, the most orders first.
 *
 * @example
 * ```ts
 * channelChangeLines(channelChanges(factsOf("2023-11"), factsOf("2026-05")));
 * // => ["1 of 2 orders changes channel", "Referral -> AI Assistant: 1 order, 42.00 EUR, the same touch under another name (o1)"]
 * ```
 */
export function channelChangeLines({ changes, compared, onlyBefore, onlyAfter }: ChannelChanges, text: ChangeText = {}): readonly string[] {
  const moves = new Map<string, ChannelChange[]>();
  for (const change of changes) {
    const key = JSON.stringify([change.before, change.after, change.currency, change.cause]);
    const move = moves.get(key);
    if (move === undefined) moves.set(key, [change]);
    else move.push(change);
  }
  const sorted = [...moves].sort(([a, left], [b, right]) => right.length - left.length || compareCodePoints(a, b));
  return [
    `${thousands(String(changes.length))} of ${counted(compared)} ${changes.length === 1 ? "changes" : "change"} channel`,
    ...sorted.map(([, move]) => moveLine(move, text)),
    ...missingLine("before", onlyBefore),
    ...missingLine("after", onlyAfter),
  ];
}

const causes: Readonly<Record<ChannelChange["cause"], string>> = {
  renamed: "the same touch under another name",
  other_winner: "another touch wins",
};

function moveLine(move: readonly ChannelChange[], { minorDigits = () => 2 }: ChangeText): string {
  const [first] = move;
  if (first === undefined) return "";
  const value = move.reduce((sum, { orderValueMinor }) => sum + BigInt(orderValueMinor), 0n);
  const money = `${amountText(value, minorDigits(first.currency))} ${first.currency}`;
  const orderIds = move.map(({ orderId }) => orderId);
  return `${first.before} -> ${first.after}: ${counted(move.length)}, ${money}, ${causes[first.cause]} (${named(orderIds)})`;
}

function amountText(minor: bigint, digits: number): string {
  const text = decimalText(minor, { scale: digits, decimals: digits });
  const [whole = "", fraction = ""] = text.split(".");
  return thousands(whole) + (digits === 0 ? "" : `.${fraction.padEnd(digits, "0")}`);
}

/** 1234567 as 1,234,567. */
function thousands(digits: string): string {
  return digits.replaceAll(/\B(?=(?:\d{3})+$)/gu, ",");
}

function missingLine(side: "before" | "after", orderIds: readonly string[]): readonly string[] {
  return orderIds.length === 0 ? [] : [`${counted(orderIds.length)} only ${side} (${named(orderIds)})`];
}

function counted(orders: number): string {
  return orders === 1 ? "1 order" : `${thousands(String(orders))} orders`;
}

function named(orderIds: readonly string[]): string {
  const more = orderIds.length - namedOrders;
  return more > 0 ? `${orderIds.slice(0, namedOrders).join(", ")} and ${thousands(String(more))} more` : orderIds.join(", ");
}
