import { minorDigits } from "@liftproof/reporting";

/** How amounts of a currency are shown: thousands separated, as many decimals as the currency has (two when unknown). */
export function moneyFormat(currency: string | null): (value: number) => string {
  const digits = currency === null ? 2 : minorDigits(currency);
  return (value) => value.toLocaleString("en-US", { minimumFractionDigits: digits, maximumFractionDigits: digits });
}
