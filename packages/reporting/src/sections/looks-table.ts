import type { Markup } from "../html/markup.ts";
import { html } from "../html/markup.ts";
import type { ReportLook, ReportRow } from "../report-input.ts";
import { dateText } from "../text/date-text.ts";
import { grouped } from "../text/grouped.ts";
import { metricText } from "../text/metric-value.ts";
import { dataTable } from "./data-table.ts";
import { hasNoSequence } from "./has-no-sequence.ts";

/** The chart over time for those who do not see it: every look in figures. */
export function looksTable(looks: readonly ReportLook[], row: ReportRow): Markup {
  const { difference, range } = metricText(row);
  return html`<details><summary>Every look in figures</summary>${dataTable({
    caption: `Difference in ${row.metric} at each look`,
    columns: ["Look", "Units", "Difference", "At the planned end", "At any time"],
    rows: looks.map(({ asOfUs, units, difference: found, low, high, sequentialLow, sequentialHigh }) => [
      dateText(asOfUs, "d MMM yyyy"),
      grouped(units),
      difference(found),
      range(low, high),
      sequentialLow === null || sequentialHigh === null ? (hasNoSequence(row) ? "none" : "too early") : range(sequentialLow, sequentialHigh),
    ]),
  })}</details>`;
}
