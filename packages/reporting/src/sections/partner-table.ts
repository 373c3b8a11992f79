import type { Markup } from "../html/markup.ts";
import { html } from "../html/markup.ts";
import type { ReportPartner } from "../report-partner.ts";
import { grouped } from "../text/grouped.ts";
import { money } from "../text/money.ts";
import { percent } from "../text/percent.ts";
import { dataTable } from "./data-table.ts";

/** Clicks, how many of them a person confirmed, and orders of each partner: forged clicks, one for each visitor, pass every filter that counts, and show here. */
export function partnerTable(partners: readonly ReportPartner[], currency: string): Markup | null {
  if (partners.length === 0) return null;
  return html`<h4>Partners</h4><p class="fine">Forged clicks, one for each visitor, pass every filter that counts. They show as clicks without a signature, or that nobody confirmed, with orders all the same.</p>${dataTable({
    caption: "What each partner sent and earned",
    columns: ["Partner", "Clicks", "Signed", "Confirmed by a person", "Orders", "Value"],
    rows: partners.map(({ partner, clicks, signed, confirmed, orders, valueMinor }) => [
      partner, grouped(clicks), percent(signed / Math.max(1, clicks), 1), percent(confirmed / Math.max(1, clicks), 1), grouped(orders), money(valueMinor, currency),
    ]),
  })}`;
}
