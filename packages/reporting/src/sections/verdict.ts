import type { ReportExperiment, ReportRow } from "../report-input.ts";
import { chance } from "../text/chance.ts";
import { dateText } from "../text/date-text.ts";
import { grouped } from "../text/grouped.ts";
import { metricText } from "../text/metric-value.ts";
import { plainWords } from "../text/plain-words.ts";
import { percent } from "../text/percent.ts";
import { signedPercent } from "../text/signed-percent.ts";
import { decidingEstimate } from "./deciding-estimate.ts";
import { primaryRows } from "./primary-rows.ts";

/** What to do, in a word and in a sentence. */
export interface Verdict {
  readonly tone: "good" | "bad" | "warn" | "calm";
  readonly word: string;
  readonly sentence: string;
}

const WORDS: Readonly<Record<string, Pick<Verdict, "tone" | "word">>> = {
  ship: { tone: "good", word: "Ship" },
  stop: { tone: "bad", word: "Stop" },
  continue: { tone: "calm", word: "Keep running" },
  invalid: { tone: "warn", word: "Do not trust" },
};

/**
 * The headline of an experiment.
 *
 * A broken split comes before everything: whatever the numbers say, they are not about the change.
 */
export function verdict(experiment: ReportExperiment): Verdict {
  const { decided } = experiment;
  const rows = primaryRows(decided === undefined ? experiment : { ...experiment, rows: decided.rows });
  const best = ["ship", "invalid", "continue"].map((wanted) => rows.find(({ decision }) => decision === wanted)).find(Boolean) ?? rows[0];
  const split = experiment.sampleRatio;
  if (best?.decision === "invalid" || split?.verdict === "kill" || split?.verdict === "warn") {
    return { tone: "warn", word: "Do not trust", sentence: brokenSplit(experiment, best) };
  }
  if (best === undefined) return { tone: "calm", word: "No data", sentence: "No result has been computed yet." };
  const known = best.decision !== null && Object.hasOwn(WORDS, best.decision) ? WORDS[best.decision] : undefined;
  return { ...(best.decision === "stop" ? stopped(best) : (known ?? undecided(best))), sentence: `${sentence(best)}${decided === undefined || best.decision === "continue" ? "" : heldSince(best, decided.asOfUs)}` };
}

function heldSince({ decidingEstimate: estimate, decidedAtUs }: ReportRow, asOfUs: number): string {
  const when = estimate === "sequential" ? "Decided on" : "Decided at the planned end, on";
  return ` ${when} ${dateText(decidedAtUs ?? asOfUs, "d MMM yyyy")}, by these figures; charts and tables go on to the last look.`;
}

function brokenSplit({ sampleRatio, definition }: ReportExperiment, row: ReportRow | undefined): string {
  const worst = [...(sampleRatio?.arms ?? [])].sort((a, b) => distance(b) - distance(a))[0];
  if (worst === undefined || sampleRatio === null || sampleRatio.verdict === "healthy" || sampleRatio.verdict === "watch") {
    const reason = row?.decisionReason === null || row === undefined ? "its checks failed" : plainWords(row.decisionReason);
    return `The result of ${definition.expId} is not valid: ${reason}.`;
  }
  return `The split is broken: ${worst.arm} got ${percent(worst.observedShare)} of the units where ${percent(worst.expectedShare)} was promised. Units are missing for a reason nobody chose, so no difference below can be read as an effect.`;
}

function distance({ observedShare, expectedShare }: { readonly observedShare: number; readonly expectedShare: number }): number {
  return Math.abs(observedShare - expectedShare);
}

/** A stop is bad news only when the treatment did harm; else it is a question answered, or left open. */
function stopped(row: ReportRow): Pick<Verdict, "tone" | "word"> {
  const { tone, word } = undecided(row);
  if (word === "Too early") return { tone: "calm", word: "Stop, too little data" };
  if (tone === "calm") return { tone, word: "Stop, no effect shown" };
  return tone === "good" ? { tone: "calm", word: "Stop, not enough shown" } : { tone: "bad", word: "Stop" };
}

function undecided(row: ReportRow): Pick<Verdict, "tone" | "word"> {
  const { low, high } = decidingEstimate(row);
  if (low === null || high === null) return { tone: "calm", word: "Too early" };
  const [more, less] = row.direction === "down" ? (["bad", "good"] as const) : (["good", "bad"] as const);
  if (low > 0) return { tone: more, word: "Clear increase" };
  return high < 0 ? { tone: less, word: "Clear decrease" } : { tone: "calm", word: "No clear difference" };
}

function sentence(row: ReportRow): string {
  const { metric, treatment, meanControl, meanTreatment } = row;
  const { difference, low, high, lift, liftLow, liftHigh, name } = decidingEstimate(row);
  if (meanControl === null || meanTreatment === null || low === null || high === null) {
    const why = row.decisionReason === null ? "" : ` (${plainWords(row.decisionReason)})`;
    return `There is not enough data on ${metric} to compare ${treatment} with ${row.control}${why}.`;
  }
  const text = metricText(row);
  const direction = low > 0 ? "raised" : high < 0 ? "lowered" : "has not clearly changed";
  const fitting = liftLow !== null && liftHigh !== null ? `${signedPercent(liftLow)} to ${signedPercent(liftHigh)}` : name === null ? null : text.range(low, high);
  const range = fitting === null ? "" : `; the data fit anything from ${fitting}${name === null ? "" : ` ${name}`}`;
  const change = lift === null ? text.difference(difference ?? meanTreatment - meanControl) : signedPercent(lift);
  const belief = row.probabilityBetter === null ? "" : ` The chance that it is better is ${chance(row.probabilityBetter)}.`;
  const reason = row.decision === "stop" && undecided(row).tone === "good" && row.decisionReason !== null ? ` It stops all the same: ${plainWords(row.decisionReason)}.` : "";
  const more = row.decision === "continue" ? remaining(row) : reason;
  // The lift after CUPED is relative to the mean of control as it is, so the adjusted mean that goes with it is that and the difference.
  const isAdjusted = name === "after CUPED" && difference !== null;
  const shown = isAdjusted ? meanControl + difference : meanTreatment;
  const adjusted = isAdjusted ? ", adjusted for behavior before" : "";
  return `${treatment} ${direction} ${metric}: ${text.value(meanControl)} with ${row.control}, ${text.value(shown)} with ${treatment}${adjusted} (${change}${range}).${belief}${more}`;
}

function remaining(row: ReportRow): string {
  const left = (row.unitsNeeded ?? 0) - (row.unitsControl ?? 0) - (row.unitsTreatment ?? 0);
  return `${left > 0 ? ` About ${grouped(left)} more units are planned.` : ""}${daysToCome(row)}`;
}

function daysToCome({ timeToDecisionKind, timeToDecisionEarliestDays, timeToDecisionLatestDays, plannedDays }: ReportRow): string {
  const [earliest, latest, longest] = [timeToDecisionEarliestDays ?? null, timeToDecisionLatestDays ?? null, plannedDays ?? null];
  const within = longest === null ? "in any foreseeable time" : `within max_days (${grouped(longest)})`;
  if (timeToDecisionKind === "never") return ` No answer is to be expected ${within}.`;
  if (timeToDecisionKind !== "running" || earliest === null) return "";
  const slow = latest === null || (longest !== null && latest > longest) ? `not ${within}` : `day ${grouped(Math.ceil(latest))}`;
  const first = `day ${grouped(Math.ceil(earliest))}`;
  return slow === first ? ` An answer is expected on ${first} after the start.` : ` An answer is expected at the earliest on ${first} after the start; if arrivals keep thinning, ${slow}.`;
}
