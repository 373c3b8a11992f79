import { amount } from "./amount.ts";

/** Minor units of a currency as an amount: 123456 of EUR is "1,234.56 EUR". */
export function money(minor: number, currency: string): string {
  return `${amount(minor, currency)} ${currency}`;
}
