import type { Markup } from "../html/markup.ts";
import { html } from "../html/markup.ts";
import type { ReportHealth } from "../report-input.ts";
import { grouped } from "../text/grouped.ts";
import { percent } from "../text/percent.ts";
import { plainWords } from "../text/plain-words.ts";
import { dataTable } from "./data-table.ts";
import { tiles } from "./tiles.ts";

/** What became of the events on their way in; nothing is dropped without being counted. */
export function healthSection({ events, duplicates, late, rejected, bots, receipt, conflicts = 0 }: ReportHealth): Markup {
  const reasons = Object.entries(rejected)
    .filter(([, count]) => count > 0)
    .sort(([a, countA], [b, countB]) => countB - countA || (a < b ? -1 : 1));
  const refused = reasons.reduce((sum, [, count]) => sum + count, 0);
  return html`<section id="health"><h2>Health of the data</h2>${tiles([
    { value: grouped(events), label: "events accepted" },
    { value: grouped(refused), label: "events rejected" },
    { value: grouped(duplicates), label: "duplicates removed" },
    { value: grouped(late), label: "events that came late" },
    ...(receipt === undefined ? [] : [{ value: grouped(receipt.touchesRedated), label: "touches dated by their receipt" }]),
    { value: grouped(bots), label: "events from bots, left out" },
  ])}${conflicts === 0 ? null : html`<p>${conflictText(conflicts)}</p>`}${
    reasons.length === 0
      ? null
      : html`<div class="card">${dataTable({
          caption: "Rejected events by reason",
          columns: ["Reason", "Events", "Share of all"],
          rows: reasons.map(([reason, count]) => [plainWords(reason), grouped(count), percent(count / Math.max(1, events + refused))]),
        })}</div>`
  }</section>`;
}

function conflictText(conflicts: number): string {
  const told = conflicts === 1 ? "One duplicate says" : `${grouped(conflicts)} duplicates say`;
  return `${told} something else than the event kept under the same id. The line received first counts and, of lines received at the same instant, the one with the smaller SHA-256; if these are different events, their ids are not unique and all but that one are lost.`;
}
