import type { Markup } from "../html/markup.ts";
import type { ReportRow } from "../report-input.ts";
import { grouped } from "../text/grouped.ts";
import { metricText } from "../text/metric-value.ts";
import { pValueText } from "../text/p-value.ts";
import { signedPercent } from "../text/signed-percent.ts";
import { dataTable } from "./data-table.ts";
import { lackingWords } from "./lacking-words.ts";

/** What a table of segments shows. */
export interface SegmentTable {
  readonly caption: string;
  /** Whether rows have to say which treatment they are of. */
  readonly several: boolean;
  readonly rows: readonly { readonly segment: string; readonly row: ReportRow }[];
}

/** Segments, metrics and treatments line by line, each with the p-value of one look and the one adjusted for all of them. */
export function segmentTable({ caption, several, rows }: SegmentTable): Markup {
  return dataTable({
    caption,
    columns: ["Segment", "Metric", ...(several ? ["Treatment"] : []), "Control", "Treated", "Change", "Interval", "p", "Adjusted p"],
    rows: rows.map(({ segment, row }) => {
      const text = metricText(row);
      const shown = (mean: number | null, units: number | null): string => `${mean === null ? "none" : text.value(mean)}${units === null ? "" : ` (${grouped(units)})`}`;
      return [
        segment, row.metric, ...(several ? [row.treatment] : []),
        shown(row.meanControl, row.unitsControl), shown(row.meanTreatment, row.unitsTreatment),
        row.lift === null ? lackingWords(row) : signedPercent(row.lift),
        row.intervalLow === null || row.intervalHigh === null ? "none" : text.range(row.intervalLow, row.intervalHigh),
        row.pValue === null ? "none" : pValueText(row.pValue),
        row.adjustedPValue === null ? "none" : pValueText(row.adjustedPValue),
      ];
    }),
  });
}
