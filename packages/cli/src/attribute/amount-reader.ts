import { CommandFault } from "../command-fault.ts";
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
export type AmountVerdict = { readonly kind: "amount"; readonly amount: Decimal } | { readonly kind: "rejected"; readonly reason: "missing_value" | "bad_value" };

/** Reads decimal text; more than nine decimals, or more than fifteen digits in all, are `bad_value`. */
export function readAmount(text: string | null, mark: "." | ","): AmountVerdict {
  if (text === null || isBlank(text)) return { kind: "rejected", reason: "missing_value" };
  const amount = parseDecimal(text, mark);
  if (amount === null || amount.digits > MOST_DIGITS || !Number.isSafeInteger(Number(amount.units))) {
    return { kind: "rejected", reason: "bad_value" };
  }
  return { kind: "amount", amount };
}

/** The finest decimals that any amount of the file needs, at least those of its currency: totals are exact in them. */
export function exactDigitsOf(rows: readonly PricedRow[]): number {
  return rows.reduce((digits, { amount, currency }) => Math.max(digits, amount?.digits ?? 0, minorDigits(currency)), 0);
}

/**
 * An amount in whole units of 10^-digits.
 *
 * @throws CommandFault when that is more than a double counts.
 */
export function wholeAmount({ amount }: PricedRow, digits: number): number {
  const whole = amount === null ? 0 : Number(inUnitsOf(amount, digits));
  if (!Number.isSafeInteger(whole)) {
    throw new CommandFault(`order value: expected at most 15 digits including the ${digits} decimals this file uses, got more; use fewer decimals`);
  }
  return whole;
}
