import type { Markup } from "../html/markup.ts";
import { html } from "../html/markup.ts";
import type { ReportAttribution } from "../report-input.ts";
import { grouped } from "../text/grouped.ts";
import { dataTable } from "./data-table.ts";

/** What other rules would find, beside the truth where it is known; nothing when nobody asked. */
export function ruleEffectsPanel({ ruleEffects = [], byChannel, truth }: ReportAttribution, model: string): Markup | null {
  if (ruleEffects.length === 0) return null;
  const found = new Map(byChannel.flatMap((entry) => (entry.model === model ? [[entry.channel, entry.orders] as const] : [])));
  const known = new Map(truth?.map(({ channel, orders }) => [channel, orders]));
  const names = [...new Set([...found.keys(), ...known.keys(), ...ruleEffects.flatMap(({ orders }) => orders.map(({ channel }) => channel))])];
  const columns = [...(truth === undefined ? [] : [{ name: "Truth", counts: known }]), { name: "These rules", counts: found }, ...ruleEffects.map(({ rules, orders }) => ({ name: rules, counts: new Map(orders.map(({ channel, orders: count }) => [channel, count])) }))];
  return html`<div class="card"><h3>What other rules would find</h3><p class="fine">A rule that asks for proof takes away what was only claimed, and with it the clicks that a partner signed but nobody else saw: it is exact only for partners whose links go through your own redirector.</p>${dataTable({
    caption: "Orders by channel under other rules",
    columns: ["Channel", ...columns.map(({ name }) => name)],
    rows: names.map((channel) => [channel, ...columns.map(({ counts }) => grouped(Math.round(counts.get(channel) ?? 0)))]),
  })}</div>`;
}
