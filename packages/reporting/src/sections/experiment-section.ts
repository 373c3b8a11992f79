import { estimateOverTime } from "../charts/estimate-over-time.ts";
import { forestPlot } from "../charts/forest-plot.ts";
import type { Markup } from "../html/markup.ts";
import { html } from "../html/markup.ts";
import type { ReportExperiment } from "../report-input.ts";
import { metricText } from "../text/metric-value.ts";
import { plainWords } from "../text/plain-words.ts";
import { signedPercent } from "../text/signed-percent.ts";
import { beliefPanel } from "./belief-panel.ts";
import { changesPanel } from "./changes-panel.ts";
import { decidingEstimate } from "./deciding-estimate.ts";
import { guardrailPanel } from "./guardrail-panel.ts";
import { hasNoSequence } from "./has-no-sequence.ts";
import { leftOutPanel } from "./left-out-panel.ts";
import { looksTable } from "./looks-table.ts";
import { planPanel } from "./plan-panel.ts";
import { primaryRows } from "./primary-rows.ts";
import { resultsTable } from "./results-table.ts";
import { segmentDetails } from "./segment-details.ts";
import { splitPanel } from "./split-panel.ts";
import { verdict } from "./verdict.ts";

/** One experiment: its verdict, its charts, what to believe, its guardrails, split and plan, who is left out, and every number behind them. */
export function experimentSection(experiment: ReportExperiment, index: number): Markup {
  const { definition, rows } = experiment;
  const { tone, word, sentence } = verdict(experiment);
  const reason = primaryRows(experiment)[0]?.decisionReason ?? null;
  const key = `e${index}`;
  const isReadable = tone !== "warn";
  const readable = (panel: () => Markup | null): Markup | null => (isReadable ? panel() : null);
  const panels = [
    changesPanel(experiment),
    readable(() => beliefPanel(experiment, key)),
    readable(() => guardrailPanel(experiment, key)),
    splitPanel(experiment, key),
    readable(() => planPanel(experiment, key)),
    leftOutPanel(experiment),
  ].filter((panel) => panel !== null);
  const question = definition.question ?? null;
  const plot = lifts(experiment, { key, isReadable });
  return html`<section class="card experiment ${tone}" id="experiment-${index}">
<header><span class="badge">${word}</span><h3>${definition.expId}</h3></header>
${question === null ? null : html`<p class="question">${question}</p>`}
<p>${sentence}</p>
${reason === null ? null : html`<p class="fine">Why: ${plainWords(reason)}.</p>`}
${isReadable ? [plot, settling(experiment, key)] : html`<div class="unreadable">${plot}</div>`}
<div class="panels">${panels}</div>
${rows.length === 0 ? null : html`<details open><summary>All numbers${experiment.decided === undefined ? "" : " of the last look"}</summary>${resultsTable(rows)}</details>`}
${readable(() => segmentDetails(experiment))}
</section>`;
}

function lifts({ rows, truth, definition, decided }: ReportExperiment, { key, isReadable }: { readonly key: string; readonly isReadable: boolean }): Markup | null {
  const manyArms = definition.variants.length > 2;
  const adjusted = new Set<string>();
  const lines = rows.flatMap((row) => {
    // A confidence sequence has no relative form in the rows; its plot shows the interval of one look.
    const { lift, liftLow, liftHigh, name } = row.decidingEstimate === "cuped" ? decidingEstimate(row) : { ...row, name: null };
    if (lift === null) return [];
    if (name !== null) adjusted.add(row.metric);
    return [{ row, lift, liftLow, liftHigh }];
  }).map(({ row, lift, liftLow, liftHigh }) => ({
    label: manyArms ? `${row.metric}, ${row.treatment}` : row.metric,
    lift,
    low: liftLow,
    high: liftHigh,
    trueLift: truth?.find((known) => known.metric === row.metric && (known.treatment ?? row.treatment) === row.treatment)?.trueLift ?? null,
  }));
  if (lines.length === 0) return null;
  const hasTruth = lines.some(({ trueLift }) => trueLift !== null);
  return html`<figure><figcaption>Relative change against control, with its interval${decided === undefined ? "" : ", at the last look"}.${isReadable ? "" : " The split is broken, so this is not an effect."}${adjusted.size === 0 ? "" : ` Shown after CUPED, by which this experiment decides: ${[...adjusted].join(", ")}. The raw change stands under all numbers.`}${hasTruth ? " A diamond is the truth." : ""}</figcaption>${forestPlot(lines, {
    key: `${key}-forest`,
    title: `Relative change per metric, ${definition.expId}`,
    description: lines.map(({ label, lift, low, high }) => `${label}: ${signedPercent(lift)}${low === null || high === null ? "" : `, ${signedPercent(low)} to ${signedPercent(high)}`}`).join("; "),
  })}</figure>`;
}

function settling(experiment: ReportExperiment, key: string): Markup | null {
  const row = primaryRows(experiment)[0];
  const looks = (experiment.history ?? []).filter(({ metric }) => row !== undefined && (metric ?? row.metric) === row.metric).sort((a, b) => a.asOfUs - b.asOfUs);
  if (row === undefined || looks.length < 2) return null;
  const { difference, range, tick } = metricText(row);
  const last = looks.at(-1);
  const trueDifference = experiment.truth?.find(({ metric }) => metric === row.metric)?.trueDifference ?? null;
  return html`<figure><figcaption>How the difference in ${row.metric} settled${row.decidingEstimate === "cuped" ? ", before CUPED" : ""}. ${hasNoSequence(row) ? "The band may be read at the planned end only: a metric of this kind has none for any time." : "The wide band may be read at any time, the narrow one at the planned end."}</figcaption>${estimateOverTime(
    { looks, tickText: tick, trueDifference },
    {
      key: `${key}-time`,
      title: `Difference in ${row.metric} over time`,
      description: last === undefined ? "" : `${looks.length} looks; the last says ${difference(last.difference)}, from ${range(last.low, last.high)}`,
    },
  )}${looksTable(looks, row)}</figure>`;
}
