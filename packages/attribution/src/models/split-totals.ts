import { exactDigits } from "./exact-digits.ts";
import type { ChannelTotal } from "./channel-ledger.ts";
import type { MarkovShare } from "./markov-shares.ts";

/** What is to be split: whole orders and whole minor units. */
export interface SplitTotal {
  readonly orders: number;
  readonly valueMinor: bigint;
}

const shareSteps = 2 ** 53;
const scale = 10n ** BigInt(exactDigits);

/**
 * Totals split by shares that are doubles, so that the parts add up to exactly the totals.
 *
 * What rounding leaves, below 10^-36 for each channel, goes to the greatest share.
 */
export function splitTotals(shares: readonly MarkovShare[], total: SplitTotal): readonly ChannelTotal[] {
  const weights = shares.map(({ share }) => BigInt(Math.round(share * shareSteps)));
  const orders = splitScaled(BigInt(total.orders) * scale, weights);
  const values = splitScaled(total.valueMinor * scale, weights);
  return shares.map(({ channel }, at) => ({ channel, orders: orders[at] ?? 0n, valueMinor: values[at] ?? 0n }));
}

function splitScaled(amount: bigint, weights: readonly bigint[]): readonly bigint[] {
  const total = weights.reduce((sum, weight) => sum + weight, 0n);
  const parts = weights.map((weight) => (amount * weight) / total);
  const left = amount - parts.reduce((sum, part) => sum + part, 0n);
  const greatest = weights.reduce((best, weight, at) => (weight > (weights[best] ?? 0n) ? at : best), 0);
  return parts.map((part, at) => (at === greatest ? part + left : part));
}
