import { splitBars } from "../charts/split-bars.ts";
import type { Markup } from "../html/markup.ts";
import { html } from "../html/markup.ts";
import type { ReportExperiment, ReportPhase } from "../report-input.ts";
import { decimal } from "../text/decimal.ts";
import { pValueText } from "../text/p-value.ts";
import { grouped } from "../text/grouped.ts";
import { percent } from "../text/percent.ts";
import { plainWords } from "../text/plain-words.ts";
import { dataTable } from "./data-table.ts";

const MEANING = {
  healthy: { tone: "good", word: "Healthy", text: "Units reached the arms as promised." },
  watch: { tone: "calm", word: "Watch", text: "An arm is further off than chance usually takes it. The result may be read; look again tomorrow." },
  warn: { tone: "warn", word: "Broken", text: "This split is not chance. The result is not valid until the cause is found." },
  kill: { tone: "bad", word: "Broken, stop", text: "This split is not chance and the gap is large. The experiment should not run on." },
} as const;

const TOO_FEW = { tone: "calm", word: "Too few to judge", text: "There are so few units that a split which looks right says nothing yet." } as const;

/** Expected units in an arm below which a split that looks right says nothing. */
const FEWEST_EXPECTED = 10;

function isTooSmallToTell({ verdict, arms }: NonNullable<ReportExperiment["sampleRatio"]>): boolean {
  const units = arms.reduce((sum, arm) => sum + arm.units, 0);
  return verdict === "healthy" && arms.some(({ expectedShare }) => expectedShare * units < FEWEST_EXPECTED);
}

/** Whether the split can be trusted, arm by arm against what was promised. */
export function splitPanel({ sampleRatio, phases = [] }: ReportExperiment, key: string): Markup | null {
  if (sampleRatio === null) return null;
  const { tone, word, text } = isTooSmallToTell(sampleRatio) ? TOO_FEW : MEANING[sampleRatio.verdict];
  const { arms, unexpectedArms: stray } = sampleRatio;
  const units = arms.reduce((sum, arm) => sum + arm.units, 0);
  return html`<div class="panel"><h4>Split <span class="mark ${tone}">${word}</span></h4><p>${text}</p>${splitBars(arms, {
    key: `${key}-split`,
    title: "Units per arm against the promised share",
    description: arms.map(({ arm, observedShare, expectedShare }) => `${arm}: ${percent(observedShare)} of ${percent(expectedShare)} promised`).join("; "),
  })}<p class="fine">Worst gap ${decimal(sampleRatio.worstDeviationPoints, 2)} points. Chance of such a gap in a healthy split: ${
    sampleRatio.pValue === null ? "not known before the first unit" : pValueText(sampleRatio.pValue)
  } at one look, ${pValueText(sampleRatio.anytimePValue)} however often one looks.</p>${
    stray.length === 0 ? null : html`<p class="mark warn">Units turned up in arms that were promised none: ${stray.join(", ")}.</p>`
  }${phases.length < 2 ? null : phaseTable(phases)}<details><summary>The split in figures</summary>${dataTable({
    caption: "Units per arm",
    columns: ["Arm", "Units", "Units promised", "Share", "Share promised"],
    rows: arms.map((arm) => [arm.arm, grouped(arm.units), grouped(arm.expectedShare * units), percent(arm.observedShare), percent(arm.expectedShare)]),
  })}</details></div>`;
}

/** Each phase is judged by its own weights; one test at averaged weights would call a healthy ramp broken. */
function phaseTable(phases: readonly ReportPhase[]): Markup {
  return dataTable({
    caption: "Phase by phase, each by its own weights",
    columns: ["Phase", "Units per arm", "Share of promised", "Chance of such a gap, at any look", "Verdict"],
    rows: phases.map(({ phase, verdict, anytimePValue, arms }) => [
      `phase ${phase}`,
      arms.map(({ arm, units }) => `${arm} ${grouped(units)}`).join(", "),
      arms.map(({ observedShare, expectedShare }) => `${percent(observedShare)} of ${percent(expectedShare)}`).join(", "),
      pValueText(anytimePValue),
      Object.hasOwn(MEANING, verdict) ? MEANING[verdict].word : plainWords(verdict),
    ]),
  });
}
