import { compareCodePoints } from "@liftproof/events";
import { exactDigits } from "../models/exact-digits.ts";
import type { CampaignTotal } from "./campaign-totals.ts";
import type { ExactRatio } from "./exact-ratio.ts";
import { exactRatio } from "./exact-ratio.ts";
import type { SpendTotal } from "./spend-totals.ts";

/** What was earned and paid under one model, in one currency. */
export interface SpendReturn extends CampaignTotal {
  readonly spendMinor: bigint;
  /** Minor units paid per order; `null` without an order. */
  readonly costPerOrder: ExactRatio | null;
  /** Money earned per money paid, the return on ad spend; `null` unless something was paid. */
  readonly roas: ExactRatio | null;
}

/** What {@link spendReturns} joins. */
export interface SpendReturnsInput {
  /** From `campaignTotals`, or from `channelTotals` through `channelEarnings`; the latter with `by: "channel"`. */
  readonly earned: readonly CampaignTotal[];
  /** From `spendTotals`, over the days of the orders. */
  readonly spent: readonly SpendTotal[];
  /** `channel` adds the campaigns of a channel up; `campaign` when absent. */
  readonly by?: "campaign" | "channel";
}

/**
 * Cost per order and return on ad spend per model, channel, campaign and currency.
 *
 * Nothing gets lost: what was paid for without an order stays, and so does what was earned without spend. Money in different
 * currencies is never added or compared.
 *
 * @returns By model in the order of their first row, then by channel, campaign and currency, by code point.
 * @throws RangeError when something was paid for in one currency and earned in others only, so that no ratio could be told.
 */
export function spendReturns({ earned, spent, by = "campaign" }: SpendReturnsInput): readonly SpendReturn[] {
  const models = [...new Set(earned.map(({ model }) => model))];
  return models.flatMap((model) => {
    const rows = new Map<string, SumRow>();
    const rowOf = (of: Omit<SumRow, "orders" | "valueMinor" | "spendMinor">): SumRow => {
      const campaign = by === "channel" ? null : of.campaign;
      const key = JSON.stringify([of.channel, campaign, of.currency]);
      let row = rows.get(key);
      if (row === undefined) rows.set(key, (row = { channel: of.channel, campaign, currency: of.currency, orders: 0n, valueMinor: 0n, spendMinor: 0n }));
      return row;
    };
    for (const total of earned) {
      if (total.model !== model) continue;
      const row = rowOf(total);
      row.orders += total.orders;
      row.valueMinor += total.valueMinor;
    }
    for (const total of spent) rowOf(total).spendMinor += total.spendMinor;
    requireOneCurrency([...rows.values()]);
    return [...rows.values()].sort(compareRows).map((row) => ({ model, ...row, ...ratiosOf(row) }));
  });
}

interface SumRow {
  readonly channel: string;
  readonly campaign: string | null;
  readonly currency: string;
  orders: bigint;
  valueMinor: bigint;
  spendMinor: bigint;
}

const scale = 10n ** BigInt(exactDigits);

function ratiosOf({ orders, valueMinor, spendMinor }: SumRow): Pick<SpendReturn, "costPerOrder" | "roas"> {
  return { costPerOrder: exactRatio(spendMinor * scale, orders), roas: exactRatio(valueMinor, spendMinor * scale) };
}

/** Spend beside orders of another currency would read as "no orders" and "no spend", which is neither. */
function requireOneCurrency(rows: readonly SumRow[]): void {
  const named = new Map<string, SumRow[]>();
  for (const row of rows) {
    const key = JSON.stringify([row.channel, row.campaign]);
    named.set(key, [...(named.get(key) ?? []), row]);
  }
  for (const group of named.values()) {
    const paid = group.find(({ orders, spendMinor }) => spendMinor !== 0n && orders === 0n);
    const won = group.find(({ orders, spendMinor }) => spendMinor === 0n && orders !== 0n);
    if (paid === undefined || won === undefined) continue;
    const name = paid.campaign === null ? paid.channel : `${paid.channel}, campaign ${paid.campaign}`;
    throw new RangeError(`spend: expected ${won.currency} for ${name}, the currency of its orders, got ${paid.currency}; convert one into the other first`);
  }
}

function compareRows(a: SumRow, b: SumRow): number {
  return (
    compareCodePoints(a.channel, b.channel) || compareCodePoints(a.campaign ?? "", b.campaign ?? "") || compareCodePoints(a.currency, b.currency)
  );
}
