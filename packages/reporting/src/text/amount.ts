import { decimal } from "./decimal.ts";
import { minorDigits } from "./minor-digits.ts";

/** Minor units of a currency as a bare number, for where the currency stands in a heading: 123456 of EUR is "1,234.56". */
export function amount(minor: number, currency: string): string {
  const digits = minorDigits(currency);
  return decimal(minor / 10 ** digits, digits);
}
