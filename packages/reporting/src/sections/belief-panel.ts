import { posteriorDensity } from "../charts/posterior-density.ts";
import type { Markup } from "../html/markup.ts";
import { html } from "../html/markup.ts";
import type { ReportExperiment, ReportRow } from "../report-input.ts";
import { chance } from "../text/chance.ts";
import { metricText } from "../text/metric-value.ts";
import { percent } from "../text/percent.ts";
import { signedPercent } from "../text/signed-percent.ts";
import { dataTable } from "./data-table.ts";
import { primaryRows } from "./primary-rows.ts";

/** What to believe of the primary metric: the posterior of each arm's rate, and its figures in words. */
export function beliefPanel(experiment: ReportExperiment, key: string): Markup | null {
  const rows = primaryRows(experiment);
  const believed = rows.filter(({ probabilityBetter }) => probabilityBetter !== null);
  const density = rates(rows, key);
  const [first] = rows;
  if (first === undefined || (density === null && believed.length === 0)) return null;
  return html`<div class="panel"><h4>What to believe</h4>${density}${
    believed.length === 0
      ? null
      : html`${dataTable({
          caption: `Chances for ${first.metric}, given these data and a cautious starting belief`,
          columns: ["Treatment", "Chance to be better", "Expected loss", "Credible change", "Credible lift"],
          rows: believed.map(figures),
        })}<p class="fine">The expected loss is what shipping would give away on average, over all the cases in which control is better. These figures speak at the planned end; before it, the confidence sequence does.</p>`
  }</div>`;
}

function figures(row: ReportRow): readonly string[] {
  const { size, range } = metricText(row);
  const { bayesianLow = null, bayesianHigh = null, bayesianLiftLow = null, bayesianLiftHigh = null } = row;
  return [
    row.treatment,
    row.probabilityBetter === null ? "none" : chance(row.probabilityBetter),
    row.expectedLoss === null ? "none" : size(row.expectedLoss),
    bayesianLow === null || bayesianHigh === null ? "none" : range(bayesianLow, bayesianHigh),
    bayesianLiftLow === null || bayesianLiftHigh === null ? "none" : `${signedPercent(bayesianLiftLow)} to ${signedPercent(bayesianLiftHigh)}`,
  ];
}

function rates(rows: readonly ReportRow[], key: string): Markup | null {
  const counted = rows.filter(isCountedRate);
  const first = counted[0];
  if (first === undefined) return null;
  const arms = [
    armRate(first.control, first.meanControl, first.unitsControl),
    ...counted.map((row) => armRate(row.treatment, row.meanTreatment, row.unitsTreatment)),
  ];
  return html`<figure><figcaption>Where the true ${first.metric} of each arm may lie. The less the hills overlap, the clearer the difference.</figcaption>${posteriorDensity(arms, {
    key: `${key}-posterior`,
    title: `Plausible values of ${first.metric} per arm`,
    description: arms.map(({ arm, successes, trials }) => `${arm}: ${percent(successes / trials)} of ${trials}`).join("; "),
  })}</figure>`;
}

type CountedRate = ReportRow & { readonly meanControl: number; readonly meanTreatment: number; readonly unitsControl: number; readonly unitsTreatment: number };

function isCountedRate(row: ReportRow): row is CountedRate {
  const { test, meanControl, meanTreatment, unitsControl, unitsTreatment } = row;
  const isShare = (mean: number | null): boolean => mean !== null && mean >= 0 && mean <= 1;
  return test === "pooled-score" && isShare(meanControl) && isShare(meanTreatment) && (unitsControl ?? 0) > 0 && (unitsTreatment ?? 0) > 0;
}

function armRate(arm: string, mean: number, units: number): { readonly arm: string; readonly successes: number; readonly trials: number } {
  return { arm, successes: Math.round(mean * units), trials: units };
}
