import { channelBars } from "../charts/channel-bars.ts";
import type { Markup } from "../html/markup.ts";
import { html } from "../html/markup.ts";
import type { ReportAttribution } from "../report-input.ts";
import { decimal } from "../text/decimal.ts";
import { grouped } from "../text/grouped.ts";
import { money } from "../text/money.ts";
import { percent } from "../text/percent.ts";
import { plainWords } from "../text/plain-words.ts";
import { dataTable } from "./data-table.ts";
import { proofPanel } from "./proof-panel.ts";
import { tiles } from "./tiles.ts";

/** Where orders came from, by channel and model, and what proof changed about it. */
export function attributionSection(attribution: ReportAttribution): Markup {
  const { orders, valueMinor, currency, byChannel, truth } = attribution;
  const models = [...new Set(byChannel.map(({ model }) => model))];
  const truthByChannel = new Map(truth?.map((known) => [known.channel, known.orders]));
  const ordersOf = (channel: string, model: string): number => byChannel.find((entry) => entry.channel === channel && entry.model === model)?.orders ?? 0;
  const names = [...new Set([...byChannel.map(({ channel }) => channel), ...truthByChannel.keys()])];
  const channels = names
    .map((channel) => ({ channel, orders: [...models.map((model) => ordersOf(channel, model)), ...(truth === undefined ? [] : [truthByChannel.get(channel) ?? 0])] }))
    .sort((a, b) => (b.orders[0] ?? 0) - (a.orders[0] ?? 0));
  const legend = [...models.map(plainWords), ...(truth === undefined ? [] : ["truth"])];
  const total = `${grouped(orders)} orders`;
  return html`<section id="attribution"><h2>Where orders came from</h2>${tiles([
    { value: grouped(orders), label: "orders" },
    { value: money(valueMinor, currency), label: "order value" },
    { value: percent(orders === 0 ? 0 : attribution.proof.ordersWithProof / orders, 1), label: "of orders with proof of the click" },
  ])}<div class="card"><h3>Orders by channel</h3><ul class="legend">${legend.map((name, index) => html`<li class="series s${index % 6}"><span class="dot"></span>${name}</li>`)}</ul>${channelBars(channels, {
    key: "channels",
    title: "Orders by channel and model",
    description: `${total}. ${channels.map(({ channel, orders: counts }) => `${channel}: ${decimal(counts[0] ?? 0, 0)}`).join("; ")}`,
  })}<details open><summary>All numbers</summary>${dataTable({
    caption: "Orders and value by channel and model",
    columns: ["Channel", ...models.map(plainWords), ...(truth === undefined ? [] : ["Truth"])],
    rows: channels.map(({ channel, orders: counts }) => [
      channel,
      ...models.map((model, index) => `${decimal(counts[index] ?? 0, Number.isInteger(counts[index]) ? 0 : 1)} (${money(byChannel.find((entry) => entry.channel === channel && entry.model === model)?.valueMinor ?? 0, currency)})`),
      ...(truth === undefined ? [] : [grouped(truthByChannel.get(channel) ?? 0)]),
    ]),
  })}</details></div>${proofPanel(attribution)}</section>`;
}
