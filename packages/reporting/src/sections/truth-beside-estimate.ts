import type { Markup } from "../html/markup.ts";
import { html } from "../html/markup.ts";
import type { ReportExperiment, ReportRow, ReportTruth } from "../report-input.ts";
import { dateText } from "../text/date-text.ts";
import { metricText } from "../text/metric-value.ts";
import { signedPercent } from "../text/signed-percent.ts";
import { dataTable } from "./data-table.ts";
import { decidingEstimate } from "./deciding-estimate.ts";
import { lackingWords } from "./lacking-words.ts";
import { lookOf } from "./look-of.ts";

/** What the simulated world really did beside what the experiment found; nothing when no truth is known. */
export function truthBesideEstimate(experiments: readonly ReportExperiment[]): Markup | null {
  const pairs = experiments.flatMap((experiment) =>
    (experiment.truth ?? []).flatMap((truth) =>
      lookOf(experiment).rows
        .filter(({ metric, treatment }) => metric === truth.metric && (truth.treatment ?? treatment) === treatment)
        .map((row) => ({ experiment, row, truth })),
    ),
  );
  if (pairs.length === 0) return null;
  // A note that is the same on every line is said once, below the table.
  const notes = [...new Set(pairs.map(({ truth }) => truth.note))];
  const isShared = notes.length === 1;
  return html`<section id="truth"><h2>Truth beside estimate</h2><p class="lead">These events were simulated, so the true effect of every change is known. An interval should hold the truth about nineteen times out of twenty, unless the split is broken. Every estimate is that of the look, and of the kind, that the decision reads.</p><div class="card">${dataTable({
    caption: "True and estimated effect per experiment and metric",
    columns: ["Experiment", "Metric", "True effect", "Estimate", "Interval", "Look", "Inside", ...(isShared ? [] : ["Note"])],
    rows: pairs.map(({ experiment, row, truth }) => [...cells(experiment, row, truth), ...(isShared ? [] : [truth.note])]),
  })}${isShared && notes[0] !== "" ? html`<p class="fine">True effect: ${notes[0] ?? ""}.</p>` : null}</div></section>`;
}

function cells(experiment: ReportExperiment, row: ReportRow, truth: ReportTruth): readonly (string | Markup)[] {
  const { definition } = experiment;
  const { asOfUs } = lookOf(experiment);
  const text = metricText(row);
  const shown = decidingEstimate(row);
  const byLift = truth.trueLift !== null && shown.lift !== null && shown.liftLow !== null && shown.liftHigh !== null;
  const [known, estimate, low, high] = byLift
    ? [truth.trueLift, shown.lift, shown.liftLow, shown.liftHigh]
    : [truth.trueDifference, shown.difference, shown.low, shown.high];
  const write = byLift ? signedPercent : text.difference;
  const isInside = known !== null && low !== null && high !== null ? low <= known && known <= high : null;
  return [
    definition.expId,
    row.role === "guardrail" ? `${row.metric} (guardrail)` : row.metric,
    known === null ? "not known" : known === 0 ? "none" : write(known),
    estimate === null ? lackingWords(row) : `${write(estimate)}${shown.name === null ? "" : ` ${shown.name}`}`,
    low === null || high === null ? "none" : byLift ? `${write(low)} to ${write(high)}` : text.range(low, high),
    asOfUs === null ? "" : dateText(asOfUs, "d MMM yyyy"),
    isInside === null ? "" : html`<span class="mark ${isInside ? "good" : "warn"}">${isInside ? "\u2713 yes" : "\u2717 no"}</span>`,
  ];
}
