import type { Markup } from "../html/markup.ts";
import { html } from "../html/markup.ts";
import type { ReportRow } from "../report-input.ts";
import { chance } from "../text/chance.ts";
import { grouped } from "../text/grouped.ts";
import { guardrailWords } from "../text/guardrail-words.ts";
import { metricText } from "../text/metric-value.ts";
import { pValueText } from "../text/p-value.ts";
import { percent } from "../text/percent.ts";
import { signedPercent } from "../text/signed-percent.ts";
import { dataTable } from "./data-table.ts";
import { hasNoSequence } from "./has-no-sequence.ts";
import { lackingWords } from "./lacking-words.ts";

/** Every number behind the charts of one experiment, and the adjusted estimates where there are any. */
export function resultsTable(rows: readonly ReportRow[]): Markup {
  const adjusted = rows.filter(({ cupedDifference }) => cupedDifference !== null);
  const several = new Set(rows.map(({ treatment }) => treatment)).size > 1;
  const guarded = rows.some(({ guardrailVerdict }) => (guardrailVerdict ?? null) !== null);
  return html`${dataTable({
    caption: "Results per metric and treatment",
    columns: ["Metric", ...(several ? ["Treatment"] : []), "Control", "Treated", "Change", "Interval", "p", "Chance better", ...(guarded ? ["Guardrail"] : [])],
    rows: rows.map((row) => [row.metric, ...(several ? [row.treatment] : []), ...cells(row), ...(guarded ? [guardrailWords(row.guardrailVerdict)] : [])]),
  })}${
    adjusted.length === 0
      ? null
      : dataTable({
          caption: "The same after taking out what earlier behavior foretells (CUPED)",
          columns: ["Metric", ...(several ? ["Treatment"] : []), "Change", "Interval", "p", "Variance removed"],
          rows: adjusted.map((row) => [row.metric, ...(several ? [row.treatment] : []), ...adjustedCells(row)]),
        })
  }${estimateTable(rows, { several, caption: "The same, to be read at any look", estimateOf: anytimeOf })}${estimateTable(rows, { several, caption: "The same, compared within strata", estimateOf: stratifiedOf })}${atTheEndOnly(rows)}`;
}

/** An empty place beside sequential figures must not look like one that fills up later. */
function atTheEndOnly(rows: readonly ReportRow[]): Markup | null {
  const metrics = [...new Set(rows.filter(hasNoSequence).map(({ metric }) => metric))];
  return metrics.length === 0 ? null : html`<p class="fine">Read at the planned end only: ${metrics.join(", ")}. Ratios and quantiles have no interval that holds at any look.</p>`;
}

interface TableEstimate {
  readonly difference: number;
  readonly low: number;
  readonly high: number;
  readonly pValue: number;
}

function anytimeOf({ decidingEstimate, difference, sequentialLow, sequentialHigh, sequentialPValue }: ReportRow): TableEstimate | null {
  if (decidingEstimate !== "sequential" || difference === null || sequentialLow === null || sequentialHigh === null || sequentialPValue === null) return null;
  return { difference, low: sequentialLow, high: sequentialHigh, pValue: sequentialPValue };
}

function stratifiedOf({ stratifiedDifference: difference = null, stratifiedLow: low = null, stratifiedHigh: high = null, stratifiedPValue: pValue = null }: ReportRow): TableEstimate | null {
  return difference === null || low === null || high === null || pValue === null ? null : { difference, low, high, pValue };
}

/** A table of one more estimate; nothing where no row has it. */
function estimateTable(
  rows: readonly ReportRow[],
  { several, caption, estimateOf }: { readonly several: boolean; readonly caption: string; readonly estimateOf: (row: ReportRow) => TableEstimate | null },
): Markup | null {
  const shown = rows.flatMap((row) => {
    const estimate = estimateOf(row);
    return estimate === null ? [] : [{ row, estimate }];
  });
  if (shown.length === 0) return null;
  return dataTable({
    caption,
    columns: ["Metric", ...(several ? ["Treatment"] : []), "Change", "Interval", "p"],
    rows: shown.map(({ row, estimate }) => {
      const { difference, range } = metricText(row);
      return [row.metric, ...(several ? [row.treatment] : []), difference(estimate.difference), range(estimate.low, estimate.high), pValueText(estimate.pValue)];
    }),
  });
}

function cells(row: ReportRow): readonly string[] {
  const { value, range } = metricText(row);
  const shown = (mean: number | null, units: number | null): string =>
    `${mean === null ? "none" : value(mean)}${units === null ? "" : ` (${grouped(units)})`}`;
  return [
    shown(row.meanControl, row.unitsControl),
    shown(row.meanTreatment, row.unitsTreatment),
    row.lift === null ? lackingWords(row) : signedPercent(row.lift),
    row.intervalLow === null || row.intervalHigh === null ? "none" : range(row.intervalLow, row.intervalHigh),
    row.pValue === null ? "none" : pValueText(row.pValue),
    row.probabilityBetter === null ? "none" : chance(row.probabilityBetter),
  ];
}

function adjustedCells(row: ReportRow): readonly string[] {
  const { difference, range } = metricText(row);
  const { cupedDifference, cupedLow, cupedHigh, cupedPValue, cupedVarianceReduction } = row;
  return [
    cupedDifference === null ? "none" : difference(cupedDifference),
    cupedLow === null || cupedHigh === null ? "none" : range(cupedLow, cupedHigh),
    cupedPValue === null ? "none" : pValueText(cupedPValue),
    cupedVarianceReduction === null ? "none" : percent(cupedVarianceReduction, 1),
  ];
}
