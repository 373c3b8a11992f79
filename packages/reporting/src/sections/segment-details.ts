import type { Markup } from "../html/markup.ts";
import { html } from "../html/markup.ts";
import type { ReportExperiment } from "../report-input.ts";
import { grouped } from "../text/grouped.ts";
import { segmentTable } from "./segment-table.ts";

/** What every twentieth comparison does though nothing is there. */
const CHANCE_PER_COMPARISON = 0.05;

/**
 * The segments of an experiment, folded away: they decide nothing, and whoever looks through enough of them finds one that looks clear.
 *
 * `null` where none were declared.
 */
export function segmentDetails({ definition, segments = [] }: ReportExperiment): Markup | null {
  if (segments.length === 0) return null;
  const names = new Set(segments.map(({ segment }) => segment));
  const broken = [...new Set(segments.flatMap(({ segment, srmVerdict }) => (srmVerdict === "kill" || srmVerdict === "warn" ? [segment] : [])))];
  const clear = segments.filter(({ row, srmVerdict }) => srmVerdict !== "kill" && srmVerdict !== "warn" && (row.adjustedPValue ?? 1) < CHANCE_PER_COMPARISON).length;
  const expected = Math.max(1, Math.round(segments.length * CHANCE_PER_COMPARISON));
  return html`<details class="segments"><summary>Segments: ${grouped(names.size)}, which decide nothing</summary>
<p class="fine">${grouped(segments.length)} comparisons of one experiment: with no effect anywhere about ${grouped(expected)} of them would look clear by plain p, and more if the page is read again and again. Only adjusted p counts all of them, and it too is meant for one look at the planned end. ${clear === 0 ? "By it no segment stands out." : `By it ${grouped(clear)} stand${clear === 1 ? "s" : ""} out: a reason to run an experiment there, not to ship there.`}</p>
${broken.length === 0 ? null : html`<p class="mark warn">The split is broken within ${broken.join(", ")}. No difference there can be read as an effect.</p>`}
${segmentTable({ caption: `Segments of ${definition.expId} at the last look`, several: definition.variants.length > 2, rows: segments })}</details>`;
}
