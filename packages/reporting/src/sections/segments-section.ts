import type { Analysis } from "@liftproof/experiments";
import { forestPlot } from "../charts/forest-plot.ts";
import type { Markup } from "../html/markup.ts";
import { html } from "../html/markup.ts";
import { measured } from "../measured.ts";
import { grouped } from "../text/grouped.ts";
import { signedPercent } from "../text/signed-percent.ts";
import { rowOfComparison } from "./experiment-of-analysis.ts";
import { segmentTable } from "./segment-table.ts";

type Dimension = NonNullable<Analysis["segments"]>[number];

/** The same experiment within the values of each column: the first metric as a plot, every metric in a table. */
export function segmentsSection(analysis: Analysis): Markup | null {
  const { segments } = analysis;
  if (segments === undefined || segments.length === 0) return null;
  return html`<section id="segments"><h2>Segments</h2>${segments.map((dimension, index) => dimensionCard(dimension, analysis, index))}</section>`;
}

function dimensionCard({ dimension, segments, missingUnits, crossedUnits }: Dimension, analysis: Analysis, index: number): Markup {
  const several = analysis.arms.length > 2;
  const rows = segments.flatMap(({ value, arms, sampleRatio, metrics }) =>
    metrics.flatMap((metric) => metric.comparisons.map((comparison) => ({ value, row: measured(rowOfComparison(metric, comparison, { arms, interim: analysis.interim })), sampleRatio }))),
  );
  const left = [
    ...(missingUnits === 0 ? [] : [`${grouped(missingUnits)} units have no segment.`]),
    ...(crossedUnits === 0 ? [] : [`${grouped(crossedUnits)} units stand in two segments and are left out.`]),
  ];
  const broken = segments.filter(({ sampleRatio }) => sampleRatio.verdict === "kill" || sampleRatio.verdict === "warn").map(({ value }) => value);
  const primary = analysis.metrics[0]?.metric;
  const lines = rows.flatMap(({ value, row }) =>
    row.metric !== primary || row.lift === null ? [] : [{ label: several ? `${value}, ${row.treatment}` : value, lift: row.lift, low: row.liftLow, high: row.liftHigh, trueLift: null }],
  );
  return html`<article class="card"><h3>By ${dimension}</h3>
<p class="fine">Adjusted p counts every segment, metric and treatment of this page; a segment that looks clear without it may be chance. ${left.join(" ")}</p>
${broken.length === 0 ? null : html`<p class="mark warn">The split is broken within ${broken.join(", ")}. No difference there can be read as an effect.</p>`}
${
  lines.length === 0
    ? null
    : html`<figure><figcaption>Relative change of ${primary ?? ""} within each segment, with its interval for one look.</figcaption>${forestPlot(lines, {
        key: `segment-${index}`,
        title: `Relative change per ${dimension}`,
        description: lines.map(({ label, lift }) => `${label}: ${signedPercent(lift)}`).join("; "),
      })}</figure>`
}${segmentTable({ caption: `Results by ${dimension}`, several, rows: rows.map(({ value, row }) => ({ segment: value, row })) })}</article>`;
}
