import { CommandFault } from "../command-fault.ts";
import { formatCount } from "../output/format-number.ts";
import type { FileOrder } from "./journey-files.ts";

/**
 * Refuses orders in several currencies, or in another than the one given: nothing is converted, and a sum of them is no amount.
 *
 * @param name - The file of the orders.
 * @param given - What `--currency` says.
 * @throws CommandFault with the orders of each currency.
 */
export function refuseMixed(name: string, orders: readonly FileOrder[], given?: string): void {
  const counts = new Map<string, number>();
  for (const { currency } of orders) counts.set(currency, (counts.get(currency) ?? 0) + 1);
  const isOther = given !== undefined && counts.size > 0 && !counts.has(given);
  if (counts.size < 2 && !isOther) return;
  const listed = [...counts].map(([currency, count]) => `${formatCount(count)} in ${currency}`).join(", ");
  if (isOther) throw new CommandFault(`${name}: expected orders in ${given}, which --currency names, got ${listed} by the column currency; --currency fills its empty cells only: leave the option out, or keep in the file what is in ${given}`);
  throw new CommandFault(`${name}: expected orders in one currency, got ${listed}; keep the rows of one currency in the file and attribute each by itself (--currency fills empty cells, it chooses and converts nothing)`);
}
