import type { Markup } from "../html/markup.ts";
import { html } from "../html/markup.ts";
import type { ReportReferrals } from "../report-partner.ts";
import { grouped } from "../text/grouped.ts";
import { money } from "../text/money.ts";
import { plainWords } from "../text/plain-words.ts";
import { dataTable } from "./data-table.ts";
import { tiles } from "./tiles.ts";

/** Who brought whom: what is owed, what was paid and what is owed back, for each currency; nothing without an award. */
export function referralPanel(ledgers: readonly ReportReferrals[]): Markup | null {
  if (ledgers.length === 0) return null;
  return html`<div class="card"><h3>Referral awards</h3>${ledgers.map(({ currency, states, paidMinor, debtMinor }) => {
    const left = (state: string): number => states.reduce((sum, one) => (one.state === state ? sum + one.leftMinor : sum), 0);
    return html`${tiles([
      { value: money(left("pending"), currency), label: "held" },
      { value: money(left("approved"), currency), label: "approved, to be paid" },
      { value: money(paidMinor, currency), label: "paid" },
      { value: money(debtMinor, currency), label: "paid and taken back since: debt" },
    ])}${dataTable({
      caption: `Awards in ${currency} by state`,
      columns: ["State", "Awards", "Left of them"],
      rows: states.map(({ state, awards, leftMinor }) => [plainWords(state), grouped(awards), money(leftMinor, currency)]),
    })}`;
  })}</div>`;
}
