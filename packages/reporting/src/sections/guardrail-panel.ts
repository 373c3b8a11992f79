import type { HarmLine } from "../charts/guardrail-plot.ts";
import { guardrailPlot } from "../charts/guardrail-plot.ts";
import type { Markup } from "../html/markup.ts";
import { html } from "../html/markup.ts";
import type { ReportExperiment, ReportRow } from "../report-input.ts";
import { guardrailWords } from "../text/guardrail-words.ts";
import { metricText } from "../text/metric-value.ts";
import { dataTable } from "./data-table.ts";
import { decidingEstimate } from "./deciding-estimate.ts";

const TONES: Readonly<Record<string, string>> = { non_inferior: "good", inferior: "bad" };

/** Every guardrail with the harm it may suffer and the harm it may have suffered; nothing where none is set. */
export function guardrailPanel({ rows, definition, decided }: ReportExperiment, key: string): Markup | null {
  const guarded = rows.filter(({ guardrailVerdict }) => (guardrailVerdict ?? null) !== null);
  if (guarded.length === 0) return null;
  const several = definition.variants.length > 2;
  const lines = guarded.flatMap((row) => harmLine(row, several));
  return html`<div class="panel"><h4>Guardrails</h4><p>Metrics that must not get worse by more than their margin. A guardrail keeps it when even the worst harm that fits the data is smaller.${decided === undefined ? "" : " These are of the last look."}</p>${
    lines.length === 0
      ? null
      : guardrailPlot(lines, {
          key: `${key}-guardrails`,
          title: "Harm to guardrails against their margins",
          description: lines.map(({ label, verdict }) => `${label}: ${verdict}`).join("; "),
        })
  }${dataTable({
    caption: "Guardrails and their margins",
    columns: ["Metric", ...(several ? ["Treatment"] : []), "Control", "Treated", "Changes that fit", "Margin", "Verdict"],
    rows: guarded.map((row) => [row.metric, ...(several ? [row.treatment] : []), ...cells(row)]),
  })}</div>`;
}

/** The interval by which a guardrail was read; of the deciding estimate where the row does not carry one. */
function guardedInterval(row: ReportRow): readonly [low: number, high: number] | null {
  const { low, high } = row.guardedLow === undefined || row.guardedHigh === undefined ? decidingEstimate(row) : { low: row.guardedLow, high: row.guardedHigh };
  return low === null || high === null ? null : [low, high];
}

function harmLine(row: ReportRow, several: boolean): readonly HarmLine[] {
  const interval = guardedInterval(row);
  const margin = row.margin ?? null;
  if (interval === null || margin === null || margin <= 0) return [];
  const [low, high] = row.direction === "down" ? interval : [-interval[1], -interval[0]];
  return [{ label: several ? `${row.metric}, ${row.treatment}` : row.metric, low: low / margin, high: high / margin, verdict: guardrailWords(row.guardrailVerdict) }];
}

function cells(row: ReportRow): readonly (string | Markup)[] {
  const { value, range } = metricText(row);
  const interval = guardedInterval(row);
  const verdict = row.guardrailVerdict ?? "";
  return [
    row.meanControl === null ? "none" : value(row.meanControl),
    row.meanTreatment === null ? "none" : value(row.meanTreatment),
    interval === null ? "not known yet" : range(...interval),
    marginText(row),
    html`<span class="mark ${Object.hasOwn(TONES, verdict) ? (TONES[verdict] ?? "") : "calm"}">${guardrailWords(verdict)}</span>`,
  ];
}

/** The margin with the direction in which it limits: what is good when it rises may fall by that much. */
export function marginText(row: ReportRow): string {
  const margin = row.margin ?? null;
  if (margin === null) return "not given";
  const { size } = metricText(row);
  return `may ${row.direction === "down" ? "rise" : "fall"} by ${size(margin)}`;
}
