import { channelBars } from "../charts/channel-bars.ts";
import type { Markup } from "../html/markup.ts";
import { html } from "../html/markup.ts";
import type { ReportAttribution } from "../report-input.ts";
import { amount } from "../text/amount.ts";
import { decimal } from "../text/decimal.ts";
import { grouped } from "../text/grouped.ts";
import { money } from "../text/money.ts";
import { percent } from "../text/percent.ts";
import { plainWords } from "../text/plain-words.ts";
import type { ChannelLine } from "./channel-lines.ts";
import { channelLines } from "./channel-lines.ts";
import { dataTable } from "./data-table.ts";
import { greatestMiss } from "./greatest-miss.ts";
import { proofPanel } from "./proof-panel.ts";
import { referralPanel } from "./referral-panel.ts";
import { ruleEffectsPanel } from "./rule-effects-panel.ts";
import { tiles } from "./tiles.ts";

/** The model of the rule that pays; it comes first. */
const RULE = "last-non-direct";

/** More bars than this per channel, and a reader compares nothing; the table has every model. */
const DRAWN_MODELS = 3;

/** Where orders came from, by channel and model, and what proof changed about it. */
export function attributionSection(attribution: ReportAttribution): Markup {
  const { orders, valueMinor, currency, byChannel, proof, truth, referrals = [], restated = 0 } = attribution;
  const models = [...new Set(byChannel.map(({ model }) => model))].sort((a, b) => Number(b === RULE) - Number(a === RULE));
  const lines = channelLines(attribution, models);
  const others = attribution.otherCurrencies ?? [];
  const truthColumn = truth === undefined ? [] : ["truth"];
  return html`<section id="attribution"><h2>Where orders came from</h2>${tiles([
    { value: grouped(orders), label: "orders" },
    { value: money(valueMinor, currency), label: "order value" },
    { value: percent(orders === 0 ? 0 : proof.ordersWithProof / orders, 1), label: "of orders with proof of the click" },
  ])}<div class="card"><h3>Orders by channel</h3>${bars(lines, [...models.slice(0, DRAWN_MODELS), ...truthColumn])}<details open><summary>All numbers</summary>${dataTable({
    caption: `Orders by channel and model, in brackets their value in ${currency}`,
    columns: ["Channel", ...[...models, ...truthColumn].map(plainWords)],
    rows: lines.map(({ channel, credits, trueOrders }) => [
      channel,
      ...credits.map((credit) => html`<span>${count(credit.orders)} <span class="beneath">(${amount(credit.valueMinor, currency)})</span></span>`),
      ...(trueOrders === null ? [] : [count(trueOrders)]),
    ]),
  })}</details>${truth === undefined ? null : greatestMiss(lines, models[0] ?? RULE)}${others.length === 0 ? null : html`<p class="fine">Left out, since nothing is converted into ${currency}: ${others.map((other) => `${grouped(other.orders)} ${other.orders === 1 ? "order" : "orders"} in ${other.currency}`).join(", ")}.</p>`}${restated === 0 ? null : html`<p class="fine">${restatedText(restated)}</p>`}</div>${ruleEffectsPanel(attribution, models[0] ?? RULE)}${proofPanel(attribution)}${referralPanel(referrals)}</section>`;
}

function bars(lines: readonly ChannelLine[], names: readonly string[]): Markup {
  const drawn = lines.map(({ channel, credits, trueOrders }) => ({
    channel,
    orders: [...credits.slice(0, DRAWN_MODELS).map(({ orders }) => orders), ...(trueOrders === null ? [] : [trueOrders])],
  }));
  return html`<ul class="legend">${names.map((name, index) => html`<li class="series s${index % 6}"><span class="dot"></span>${plainWords(name)}</li>`)}</ul>${channelBars(drawn, {
    key: "channels",
    title: "Orders by channel and model",
    description: drawn.map(({ channel, orders }) => `${channel}: ${count(orders[0] ?? 0)}`).join("; ") || "No orders",
  })}`;
}

function restatedText(restated: number): string {
  return `${restated === 1 ? "One final row was" : `${grouped(restated)} final rows were`} replaced after being published, because something came to light late; what was said before is kept.`;
}

/** Models that share an order among touches leave fractions. */
function count(orders: number): string {
  return decimal(orders, Number.isInteger(orders) ? 0 : 1);
}
