import type { Markup } from "../html/markup.ts";
import { html } from "../html/markup.ts";
import { decimal } from "../text/decimal.ts";
import { plainWords } from "../text/plain-words.ts";
import type { ChannelLine } from "./channel-lines.ts";

/** Which channel the first model misses by most orders, and what may be behind it; nothing when it misses none. */
export function greatestMiss(lines: readonly ChannelLine[], model: string): Markup | null {
  const misses = lines.map(({ channel, credits, trueOrders }) => ({ channel, found: credits[0]?.orders ?? 0, really: trueOrders ?? 0 }));
  const [worst] = [...misses].sort((a, b) => Math.abs(b.found - b.really) - Math.abs(a.found - a.really));
  if (worst === undefined || worst.found === worst.really) return null;
  const { channel, found, really } = worst;
  const count = (orders: number): string => decimal(orders, Number.isInteger(orders) ? 0 : 1);
  const why = found > really
    ? "It is credited with more than it brought: a tag in an address that nobody clicked is only a claim, but a claim counts as evidence and wins where no proof stands against it."
    : "It is credited with less than it brought: claims of other channels, without proof, count as evidence and win where its own clicks left no proof, or were not seen at all.";
  return html`<p class="fine">Farthest from the truth under ${plainWords(model)}: ${channel}, with ${count(found)} orders where ${count(really)} came from it. ${why}</p>`;
}
