import type { SpendRow } from "./spend-row.ts";

/** The days that count, both inclusive; an open end is without limit. */
export interface SpendPeriod {
  readonly fromDay?: string;
  readonly toDay?: string;
}

/** All that was paid for one channel or campaign in one currency. */
export interface SpendTotal {
  readonly channel: string;
  readonly campaign: string | null;
  readonly currency: string;
  readonly spendMinor: bigint;
}

/**
 * Spend added up over the days of a period, per channel, campaign and currency.
 *
 * @throws RangeError for a day that is none, an amount that is not whole minor units, or a currency that is not three capitals.
 */
export function spendTotals(spend: Iterable<SpendRow>, { fromDay, toDay }: SpendPeriod = {}): readonly SpendTotal[] {
  for (const [name, day] of Object.entries({ fromDay, toDay })) if (day !== undefined) requireDay(name, day);
  const totals = new Map<string, SpendTotal>();
  for (const { channel, campaign = null, day, amountMinor, currency } of spend) {
    requireDay("spend.day", day);
    if (!Number.isSafeInteger(amountMinor)) throw new RangeError(`spend.amountMinor: expected whole minor units, got ${amountMinor}`);
    if (!/^[A-Z]{3}$/.test(currency)) throw new RangeError(`spend.currency: expected an ISO 4217 code such as EUR, got ${currency}`);
    // Days of one form compare as text.
    if ((fromDay !== undefined && day < fromDay) || (toDay !== undefined && day > toDay)) continue;
    const key = JSON.stringify([channel, campaign, currency]);
    const spendMinor = (totals.get(key)?.spendMinor ?? 0n) + BigInt(amountMinor);
    totals.set(key, { channel, campaign, currency, spendMinor });
  }
  return [...totals.values()];
}

function requireDay(name: string, day: string): void {
  const [, year = "", month = "", date = ""] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day) ?? [];
  const instant = new Date(Date.UTC(Number(year), Number(month) - 1, Number(date)));
  const exists = year !== "" && instant.getUTCMonth() === Number(month) - 1 && instant.getUTCDate() === Number(date);
  if (!exists) throw new RangeError(`${name}: expected a day such as 2026-05-31, got ${day}`);
}
