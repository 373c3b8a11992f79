import { html } from "./html/markup.ts";
import { page } from "./html/page.ts";
import type { ReportInput } from "./report-input.ts";
import { attributionSection } from "./sections/attribution-section.ts";
import { balanceSection } from "./sections/balance-section.ts";
import { bestArmSection } from "./sections/best-arm-section.ts";
import { experimentOfAnalysis } from "./sections/experiment-of-analysis.ts";
import { experimentSection } from "./sections/experiment-section.ts";
import { glossary } from "./sections/glossary.ts";
import { headlines } from "./sections/headlines.ts";
import { healthSection } from "./sections/health-section.ts";
import { segmentsSection } from "./sections/segments-section.ts";
import { truthBesideEstimate } from "./sections/truth-beside-estimate.ts";
import { warnings } from "./sections/warnings.ts";
import { isMeasurement, measured } from "./measured.ts";
import { dateText } from "./text/date-text.ts";

/**
 * A report as one HTML file: verdicts first, then charts, then every number.
 *
 * Needs no network and no script, reads the same on a phone, in the dark and on paper, and is the same
 * bytes for the same input wherever it is made. Every value of the input is escaped; a number that is
 * not finite, or beyond 1e18, counts as not computed.
 */
export function renderReport(input: ReportInput): string {
  const analyzed = input.analysis === undefined ? [] : [experimentOfAnalysis(input.analysis, input.title)];
  const experiments = [...input.experiments, ...analyzed].map(withFiniteNumbers);
  const shown = { ...input, experiments };
  return page({
    title: input.title,
    when: input.generatedAtUs === null ? null : `As of ${dateText(input.generatedAtUs, "d MMM yyyy, HH:mm 'UTC'")}`,
    sections: [
      headlines(experiments),
      warnings(shown),
      truthBesideEstimate(experiments),
      experiments.length === 0 ? null : html`<section id="experiments"><h2>Experiments</h2>${experiments.map(experimentSection)}</section>`,
      input.analysis === undefined ? null : bestArmSection(input.analysis),
      input.analysis === undefined ? null : balanceSection(input.analysis),
      input.analysis === undefined ? null : segmentsSection(input.analysis),
      input.attribution === undefined ? null : attributionSection(input.attribution),
      input.health === undefined ? null : healthSection(input.health),
      glossary(),
    ],
  });
}

type Experiment = ReportInput["experiments"][number];

function withFiniteNumbers(experiment: Experiment): Experiment {
  const rows = experiment.rows.map((row) => measured(row));
  const looks = experiment.history?.filter(({ asOfUs, difference, low, high }) => [asOfUs, difference, low, high].every(isMeasurement));
  const { decided, segments } = experiment;
  const then = decided === undefined || !isMeasurement(decided.asOfUs) ? undefined : { ...decided, rows: decided.rows.map((row) => measured(row)) };
  return { ...experiment, rows, ...(segments === undefined ? {} : { segments: segments.map((one) => ({ ...one, row: measured(one.row) })) }), ...(then === undefined ? {} : { decided: then }), ...(looks === undefined ? {} : { history: looks.map((look) => measured(look)) }) };
}
