import { inUnitsOf, parseDecimal } from "./decimal.ts";
import type { Decimal } from "./decimal.ts";
import { isBlank } from "./is-blank.ts";
import { minorDigits } from "@liftproof/reporting";

/** An order with its amount as the file writes it. */
export interface PricedRow {
  /** `null` when the file has no amounts. */
  readonly amount: Decimal | null;
  readonly currency: string;
}

/** Finest decimals that amounts are added up in. More would leave the whole numbers a double holds. */
const MOST_DIGITS = 9;

/** An amount, or why there is none. */
export type AmountVerdict = { readonly kind: "amount"; readonly amount: Decimal } | { readonly kind: "rejected"; readonly reason: "missing_value" | "bad_value" | "too_large" };

/** Reads decimal text; more than nine decimals are `bad_value`, more than fifteen digits in all `too_large`. */
export function readAmount(text: string | null, mark: "." | ","): AmountVerdict {
  if (text === null || isBlank(text)) return { kind: "rejected", reason: "missing_value" };
  const amount = parseDecimal(text, mark);
  if (amount === null || amount.digits > MOST_DIGITS) return { kind: "rejected", reason: "bad_value" };
  if (!Number.isSafeInteger(Number(amount.units))) return { kind: "rejected", reason: "too_large" };
  return { kind: "amount", amount };
}

/** The finest decimals that any amount of the file needs, at least those of its currency: totals are exact in them. */
export function exactDigitsOf(rows: readonly PricedRow[]): number {
  return rows.reduce((digits, { amount, currency }) => Math.max(digits, amount?.digits ?? 0, minorDigits(currency)), 0);
}

/** Whether a double counts the amount exactly in units of 10^-digits. */
export function fitsExactly({ amount }: PricedRow, digits: number): boolean {
  return amount === null || (amount.digits <= digits && Number.isSafeInteger(Number(inUnitsOf(amount, digits))));
}

/** The decimals in which most amounts fit, the finer ones of a tie: one odd amount must not cost the whole file. */
export function commonDigitsOf(rows: readonly PricedRow[]): number {
  const finest = exactDigitsOf(rows);
  const coarsest = rows.reduce((digits, { currency }) => Math.max(digits, minorDigits(currency)), 0);
  let best = finest;
  let most = -1;
  for (let digits = finest; digits >= coarsest && most < rows.length; digits--) {
    const fitting = rows.filter((row) => fitsExactly(row, digits)).length;
    if (fitting > most) [best, most] = [digits, fitting];
  }
  return best;
}

/** An amount in whole units of 10^-digits; one that fits in finer units fits here. */
export function wholeAmount({ amount }: PricedRow, digits: number): number {
  return amount === null ? 0 : Number(inUnitsOf(amount, digits));
}
