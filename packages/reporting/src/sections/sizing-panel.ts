import { progressBar } from "../charts/progress-bar.ts";
import type { Markup } from "../html/markup.ts";
import { html } from "../html/markup.ts";
import type { ReportExperiment } from "../report-input.ts";
import { grouped } from "../text/grouped.ts";
import { metricText } from "../text/metric-value.ts";
import { percent } from "../text/percent.ts";
import { decidingEstimate } from "./deciding-estimate.ts";
import { primaryRows } from "./primary-rows.ts";

/** Units gathered against units planned, and what they can show by now. */
export function sizingPanel(experiment: ReportExperiment, key: string): Markup | null {
  const row = primaryRows(experiment)[0];
  if (row === undefined || row.unitsNeeded === null || row.unitsNeeded < 1) return null;
  const units = experiment.sampleRatio?.arms.reduce((sum, arm) => sum + arm.units, 0) ?? (row.unitsControl ?? 0) + (row.unitsTreatment ?? 0);
  const share = units / row.unitsNeeded;
  const { difference } = metricText(row);
  const { low, high, name } = decidingEstimate(row);
  const reach = low === null || high === null ? null : (high - low) / 2;
  return html`<div class="panel"><h4>Plan and reality</h4><p>${grouped(units)} of ${grouped(row.unitsNeeded)} planned units, ${percent(share, 0)}.</p>${progressBar(share, {
    key: `${key}-sizing`,
    title: "Units gathered against units planned",
    description: `${grouped(units)} of ${grouped(row.unitsNeeded)} units`,
  })}${reach === null ? null : html`<p class="fine">The estimate of ${row.metric} is known to within ${difference(reach).replace("+", "")} either way${name === null ? "" : ` ${name}`}.</p>`}</div>`;
}
