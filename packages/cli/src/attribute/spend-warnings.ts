import type { AttributionRules } from "@liftproof/attribution";
import { minorDigits } from "@liftproof/reporting";
import { counted } from "../output/counted.ts";
import { moneyFormat } from "../output/format-money.ts";
import { lostRowsLine } from "../output/lost-rows-line.ts";
import type { FileJourneys } from "./journey-files.ts";
import type { FileSpend } from "./read-spend.ts";

/** What spend is held against. */
export interface SpendOrders {
  readonly journeys: Pick<FileJourneys, "orders" | "channels">;
  readonly rules: Pick<AttributionRules, "lookbackUs">;
  /** That of the orders. */
  readonly currency: string;
}

/** What people must read before any number that spend goes into: rows set aside, channels that look misspelt, days on which nothing could be earned. */
export function spendWarnings({ rows, rejected: file }: FileSpend, orders: SpendOrders): readonly string[] {
  const { name, rows: read, rejected } = file;
  const counts = rejected.counts();
  const others = counts.other_currency ?? 0;
  const lost = lostRowsLine({ name, read, rejected: { ...counts } });
  const other = `warning: ${counted(others, "row")} of ${name} ${others === 1 ? "is" : "are"} not used: paid in another currency than ${orders.currency}, that of the orders; nothing is converted`;
  return [...(others === 0 ? [] : [other]), ...(lost === undefined ? [] : [lost]), ...misspelt(name, rows, orders), ...outside(name, rows, orders)];
}

type Rows = FileSpend["rows"];

function misspelt(name: string, rows: Rows, { journeys: { channels } }: SpendOrders): readonly string[] {
  const known = new Map([...channels].map((channel) => [channel.toLowerCase(), channel]));
  const paid = [...new Set(rows.map(({ channel }) => channel))].filter((channel) => !channels.has(channel));
  return paid.flatMap((channel) => {
    const near = known.get(channel.toLowerCase());
    return near === undefined ? [] : [`warning: ${name} pays for ${JSON.stringify(channel)}, which no touch has; did you mean ${JSON.stringify(near)}? They are two channels here`];
  });
}

/** Money of a day that no order looks back to makes every order look dearer. Days are those of UTC. */
function outside(name: string, rows: Rows, { journeys: { orders }, rules: { lookbackUs }, currency }: SpendOrders): readonly string[] {
  if (orders.length === 0) return [];
  const [firstUs, lastUs] = orders.reduce(([first, last], { tsUs }) => [Math.min(first, tsUs), Math.max(last, tsUs)], [Infinity, -Infinity]);
  const first = lookbackUs === null ? "" : dayOf(Math.max(0, firstUs - lookbackUs));
  const last = dayOf(lastUs);
  const stray = rows.filter(({ day }) => day < first || day > last);
  if (stray.length === 0) return [];
  const paid = stray.reduce((sum, { amountMinor }) => sum + amountMinor, 0) / 10 ** minorDigits(currency);
  return [`warning: ${counted(stray.length, "row")} of ${name}, ${moneyFormat(currency)(paid)} ${currency}, ${stray.length === 1 ? "is" : "are"} of days that no order looks back to (${first === "" ? "until" : `${first} to`} ${last}); the money is in the sums below all the same: leave such days out, or add the orders they led to`];
}

function dayOf(micros: number): string {
  return new Date(micros / 1000).toISOString().slice(0, 10);
}
