import type { Markup } from "../html/markup.ts";
import { html } from "../html/markup.ts";
import type { ReportExperiment } from "../report-input.ts";
import { grouped } from "../text/grouped.ts";
import { pValueText } from "../text/p-value.ts";
import { percent } from "../text/percent.ts";
import { plainWords } from "../text/plain-words.ts";
import { dataTable } from "./data-table.ts";
import { pace } from "./pace.ts";

const MEANINGS: Readonly<Record<string, string>> = {
  crossover: "seen in two arms, so nobody knows what they saw",
  bot: "known to be robots",
  unknown_variant: "shown something that is no arm of this experiment",
  no_identity_control: "without an identity that lasts; they get control, as any crawler does",
  crawler_control: "known crawlers; they get control",
};

/** Who is not in the numbers, and whether everybody saw what the hash says; nothing where nobody counted. */
export function leftOutPanel(experiment: ReportExperiment): Markup | null {
  const { leftOut = {}, traffic, assignmentDrift, exposureLoss } = experiment;
  const { units } = pace(experiment);
  const all = units + total(leftOut);
  const lines = [
    ...Object.entries(leftOut).filter(([, count]) => count > 0).map(([reason, count]) => line("units", { reason, count, of: all })),
    ...Object.entries(traffic?.excluded ?? {}).filter(([, count]) => count > 0).map(([reason, count]) => line("traffic", { reason, count, of: traffic?.considered ?? 0 })),
  ];
  const tellsDropped = exposureLoss?.arms.some(({ dropped }) => dropped !== undefined) === true;
  const drift = assignmentDrift === undefined ? null : driftText(assignmentDrift);
  if (lines.length === 0 && drift === null && exposureLoss === undefined) return null;
  return html`<div class="panel"><h4>Who is not counted</h4>${
    lines.length === 0 ? null : dataTable({ caption: "Left out, by reason", columns: ["Reason", "Meaning", "Counted", "Count", "Share"], rows: lines })
  }${drift === null ? null : html`<p class="fine">${drift}</p>`}${
    exposureLoss === undefined
      ? null
      : html`${dataTable({
          caption: "Assigned by the server against viewed in the page",
          columns: ["Arm", "Assigned", "Viewed", "Lost", ...(tellsDropped ? ["Events dropped"] : [])],
          rows: exposureLoss.arms.map(({ arm, assigned, viewed, dropped }) => [
            arm, grouped(assigned), grouped(viewed),
            assigned === 0 ? "none" : percent((assigned - viewed) / assigned),
            ...(tellsDropped ? [dropped === undefined ? "not known" : grouped(dropped)] : []),
          ]),
        })}<p class="fine">Chance that arms which lose alike differ this much: ${exposureLoss.pValue === null ? "not to be told yet" : pValueText(exposureLoss.pValue)}.</p>`
  }</div>`;
}

function line(what: string, { reason, count, of }: { readonly reason: string; readonly count: number; readonly of: number }): readonly string[] {
  const meaning = Object.hasOwn(MEANINGS, reason) ? (MEANINGS[reason] ?? "") : "";
  return [plainWords(reason), meaning, what, grouped(count), of > 0 ? percent(count / of) : "none"];
}

function driftText({ checked, differing }: NonNullable<ReportExperiment["assignmentDrift"]>): string {
  if (differing === 0) return `All ${grouped(checked)} reported assignments name the arm that the id hashes to.`;
  return `${grouped(differing)} of ${grouped(checked)} reported assignments name another arm than the id hashes to.`;
}

function total(counts: Readonly<Record<string, number>>): number {
  return Object.values(counts).reduce((sum, count) => sum + count, 0);
}
