import { progressBar } from "../charts/progress-bar.ts";
import type { Markup } from "../html/markup.ts";
import { html } from "../html/markup.ts";
import type { ReportExperiment, ReportRow } from "../report-input.ts";
import { chance } from "../text/chance.ts";
import { grouped } from "../text/grouped.ts";
import { metricText } from "../text/metric-value.ts";
import { percent } from "../text/percent.ts";
import { dataTable } from "./data-table.ts";
import { decidingEstimate } from "./deciding-estimate.ts";
import { pace } from "./pace.ts";
import type { Pace } from "./pace.ts";
import { primaryRows } from "./primary-rows.ts";

/** What the sizing promised beside what came; nothing where nobody has planned and no chance is known. */
export function planPanel(experiment: ReportExperiment, key: string): Markup | null {
  const row = primaryRows(experiment)[0];
  if (row === undefined) return null;
  const needed = row.unitsNeeded !== null && row.unitsNeeded >= 1 ? row.unitsNeeded : null;
  const outlook = outlookText(row);
  if (needed === null && outlook === null) return null;
  const now = pace(experiment);
  return html`<div class="panel"><h4>Plan and reality</h4>${needed === null ? null : progress(needed, { now, row, key })}${outlook === null ? null : html`<p>${outlook}</p>`}</div>`;
}

function progress(needed: number, { now, row, key }: { readonly now: Pace; readonly row: ReportRow; readonly key: string }): Markup {
  const share = now.units / needed;
  const { size } = metricText(row);
  const { low, high, name } = decidingEstimate(row);
  const reach = low === null || high === null ? null : (high - low) / 2;
  return html`<p>${grouped(now.units)} of ${grouped(needed)} planned units, ${percent(share, 0)}.${daysLeft(needed, now, row)}</p>${progressBar(share, {
    key: `${key}-sizing`,
    title: "Units gathered against units planned",
    description: `${grouped(now.units)} of ${grouped(needed)} units`,
  })}${comparison(needed, now, row)}${reach === null ? null : html`<p class="fine">The estimate of ${row.metric} is known to within ${size(reach)} either way${name === null ? "" : ` ${name}`}.</p>`}`;
}

/** Days until the planned units are there, or until the schedule ends, whichever is known and comes first. */
function daysLeft(needed: number, { units, days, unitsPerDay }: Pace, { plannedDays }: ReportRow): string {
  const byUnits = unitsPerDay !== null && unitsPerDay > 0 ? Math.max(0, needed - units) / unitsPerDay : null;
  const bySchedule = days !== null && (plannedDays ?? null) !== null ? Math.max(0, (plannedDays ?? 0) - days) : null;
  const known = [byUnits, bySchedule].filter((one) => one !== null);
  if (known.length === 0) return "";
  const left = Math.ceil(Math.min(...known) - 1e-6);
  if (left <= 0) return " The planned end is reached.";
  return ` The planned end is ${grouped(left)} ${left === 1 ? "day" : "days"} away${bySchedule !== null && bySchedule === Math.min(...known) && bySchedule !== byUnits ? ", when the schedule ends" : " at this pace"}.`;
}

function comparison(needed: number, { units, days, unitsPerDay }: Pace, row: ReportRow): Markup | null {
  const { plannedBaseline = null, plannedMde = null, plannedDailyUnits = null, plannedDays = null, detectableLift = null } = row;
  const { value } = metricText(row);
  const lines: readonly (readonly [name: string, plan: string | null, found: string | null])[] = [
    ["Units", grouped(needed), grouped(units)],
    ["Units a day", plannedDailyUnits === null ? null : grouped(plannedDailyUnits), unitsPerDay === null ? null : grouped(unitsPerDay)],
    ["Days", plannedDays === null ? null : `at most ${grouped(plannedDays)}`, days === null ? null : grouped(Math.ceil(days - 1e-6))],
    [`${row.metric} of ${row.control}`, plannedBaseline === null ? null : value(plannedBaseline), row.meanControl === null ? null : value(row.meanControl)],
    ["Smallest lift it finds", plannedMde === null ? null : percent(plannedMde, 1), detectableLift === null ? null : percent(detectableLift, 1)],
  ];
  const told = lines.filter(([, plan]) => plan !== null);
  if (told.length < 2) return null;
  return dataTable({ caption: "What the sizing assumed, and what came", columns: ["What", "Plan", "So far"], rows: told.map(([name, plan, found]) => [name, plan ?? "", found ?? "not known"]) });
}

function outlookText({ chanceToDecide, metric }: ReportRow): string | null {
  if (chanceToDecide === undefined || chanceToDecide.kind === "reached") return null;
  if (chanceToDecide.kind === "ended") return `The planned units of ${metric} are there: more of them were not planned, and nothing is left to chance.`;
  return `Chance that the planned end shows a clear change in ${metric}: ${chance(chanceToDecide.design)} if from now on it changes by the smallest effect worth finding, ${chance(chanceToDecide.observed)} if what was seen so far goes on.`;
}
