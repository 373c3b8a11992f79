import type { ReportExperiment, ReportRow } from "../report-input.ts";
import { grouped } from "../text/grouped.ts";
import { metricText } from "../text/metric-value.ts";
import { percent } from "../text/percent.ts";
import { plainWords } from "../text/plain-words.ts";
import { marginText } from "./guardrail-panel.ts";
import { pace } from "./pace.ts";
import { primaryRows } from "./primary-rows.ts";

/** A plan that is off by more than this share promised something else than came. */
const FAR_OFF = 0.2;

/** A margin above this share of the metric itself guards next to nothing. */
const GENEROUS = 0.5;

/** More units than this share in two arms are worth a sentence, and more traffic than that kept out. */
const MANY_CROSSED = 0.01;
const MUCH_EXCLUDED = 0.2;

/** Arms that lose alike differ as much less often than this. */
const SURELY_UNALIKE = 0.001;

/** What a reader should know of one experiment before acting on it, in plain words. */
export function experimentWarnings(experiment: ReportExperiment): readonly string[] {
  const texts = [...splitTexts(experiment), ...changeTexts(experiment), ...lossTexts(experiment), ...rowTexts(experiment), ...planTexts(experiment), ...whoTexts(experiment)];
  return texts.map((text) => `${experiment.definition.expId}: ${text}`);
}

function splitTexts({ sampleRatio }: ReportExperiment): readonly string[] {
  if (sampleRatio === null) return [];
  const { verdict, unexpectedArms } = sampleRatio;
  return [
    ...(verdict === "kill" || verdict === "warn" ? ["the split is broken. Ignore its numbers until the cause is found."] : []),
    ...(verdict === "watch" ? ["the split is a little off. It may be chance; look again."] : []),
    ...(unexpectedArms.length === 0 ? [] : [`units turned up in arms without traffic (${unexpectedArms.join(", ")}).`]),
  ];
}

function changeTexts({ changes = [] }: ReportExperiment): readonly string[] {
  return changes.map(({ reason, before }) => `${Object.keys(before).join(", ")} changed while it ran: ${reason}. Ask whether results had been seen by then.`);
}

function lossTexts({ assignmentDrift, exposureLoss }: ReportExperiment): readonly string[] {
  const differing = assignmentDrift?.differing ?? 0;
  return [
    ...(differing === 0 ? [] : [`${grouped(differing)} of ${grouped(assignmentDrift?.checked ?? 0)} reported assignments name another arm than the id hashes to. Some service assigns by other rules; find it before reading the result.`]),
    ...((exposureLoss?.pValue ?? 1) < SURELY_UNALIKE ? ["the arms lose views at different rates between server and page, so the people who are left are not alike. Find out why pages of one arm fail to report."] : []),
  ];
}

function rowTexts({ rows }: ReportExperiment): readonly string[] {
  return [
    ...rows.flatMap(guardrailTexts),
    ...(rows.some(({ cupedVarianceReduction }) => (cupedVarianceReduction ?? 0) < 0) ? ["the covariate made an estimate less precise. Trust the unadjusted one."] : []),
    ...(rows.length > 4 ? [`${rows.length} comparisons were made. One in twenty looks clear by chance alone; the primary metric decides.`] : []),
  ];
}

function guardrailTexts(row: ReportRow): readonly string[] {
  const { metric, treatment, guardrailVerdict, meanControl } = row;
  const margin = row.margin ?? null;
  const share = margin === null || meanControl === null || meanControl === 0 ? 0 : margin / Math.abs(meanControl);
  return [
    ...(guardrailVerdict === "inferior" ? [`${treatment} harmed ${metric} beyond its margin (${marginText(row)}). Do not ship it.`] : []),
    ...(share > GENEROUS ? [`the margin of ${metric} is wide: it ${marginText(row)} where control has ${meanControl === null ? "none" : metricText(row).value(meanControl)}. A verdict that keeps it says little; set a margin that you would accept.`] : []),
  ];
}

function planTexts(experiment: ReportExperiment): readonly string[] {
  const row = primaryRows(experiment)[0];
  if (row === undefined) return [];
  const { unitsPerDay } = pace(experiment);
  const { plannedBaseline = null, plannedDailyUnits = null, meanControl, metric, control } = row;
  const { value } = metricText(row);
  const isOff = (planned: number | null, found: number | null): boolean => planned !== null && planned > 0 && found !== null && Math.abs(found / planned - 1) > FAR_OFF;
  const isSlow = isOff(plannedDailyUnits, unitsPerDay) && (unitsPerDay ?? 0) < (plannedDailyUnits ?? 0);
  return [
    ...(isOff(plannedBaseline, meanControl) ? [`it was sized for ${metric} of ${value(plannedBaseline ?? 0)}, but ${control} has ${value(meanControl ?? 0)}. It takes another number of units than planned to find what was to be found.`] : []),
    ...(isSlow ? [`${grouped(unitsPerDay ?? 0)} units a day come where ${grouped(plannedDailyUnits ?? 0)} were planned, so it answers later or finds less.`] : []),
  ];
}

function whoTexts(experiment: ReportExperiment): readonly string[] {
  const { leftOut = {}, traffic } = experiment;
  const crossed = Object.hasOwn(leftOut, "crossover") ? (leftOut["crossover"] ?? 0) : 0;
  const excluded = Object.entries(traffic?.excluded ?? {}).sort(([, a], [, b]) => b - a);
  const kept = excluded.reduce((sum, [, count]) => sum + count, 0);
  const share = kept / Math.max(1, traffic?.considered ?? 0);
  return [
    ...(crossed > MANY_CROSSED * (crossed + pace(experiment).units) ? [`${grouped(crossed)} units were seen in two arms and are left out. An identity that changes on the way, at sign-in say, is the usual cause.`] : []),
    ...(share > MUCH_EXCLUDED ? [`${percent(share, 0)} of the traffic is kept out by policy (${excluded.map(([reason]) => plainWords(reason)).join(", ")}). The result speaks for the rest.`] : []),
  ];
}
