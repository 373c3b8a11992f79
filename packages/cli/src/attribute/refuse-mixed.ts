import { CommandFault } from "../command-fault.ts";
import { formatCount } from "../output/format-number.ts";
import type { FileOrder } from "./journey-files.ts";

/**
 * Refuses orders in several currencies: nothing is converted, and a sum of them is no amount.
 *
 * @param name - The file of the orders.
 * @throws CommandFault with the orders of each currency.
 */
export function refuseMixed(name: string, orders: readonly FileOrder[]): void {
  const counts = new Map<string, number>();
  for (const { currency } of orders) counts.set(currency, (counts.get(currency) ?? 0) + 1);
  if (counts.size < 2) return;
  const listed = [...counts].map(([currency, count]) => `${formatCount(count)} in ${currency}`).join(", ");
  throw new CommandFault(`${name}: expected orders in one currency, got ${listed}; attribute the orders of each currency by themselves`);
}
