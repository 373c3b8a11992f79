import { decimal } from "./decimal.ts";

/** Currencies of ISO 4217 whose minor unit is not a hundredth, by number of decimals. */
const MINOR_DIGITS: Readonly<Record<string, number>> = {
  BIF: 0, CLP: 0, DJF: 0, GNF: 0, ISK: 0, JPY: 0, KMF: 0, KRW: 0, PYG: 0, RWF: 0, UGX: 0, UYI: 0, VND: 0, VUV: 0, XAF: 0, XOF: 0,
  XPF: 0, BHD: 3, IQD: 3, JOD: 3, KWD: 3, LYD: 3, OMR: 3, TND: 3,
};

/** Minor units of a currency as an amount: 123456 of EUR is "1,234.56 EUR". */
export function money(minor: number, currency: string): string {
  const digits = Object.hasOwn(MINOR_DIGITS, currency) ? (MINOR_DIGITS[currency] ?? 2) : 2;
  return `${decimal(minor / 10 ** digits, digits)} ${currency}`;
}
