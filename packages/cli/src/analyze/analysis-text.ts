import type { Analysis, ComparedArms, MetricAnalysis, UncomparedArms } from "@liftproof/experiments";
import { formatCount, formatInterval, formatNumber, formatPValue, formatPercent } from "../output/format-number.ts";
import { formatTable } from "../output/format-table.ts";
import { reasonLines } from "../output/reason-lines.ts";
import { verdictSentence } from "../output/split-verdict.ts";

/** An analysis for people: arms and split, a table per metric, what was left out. */
export function analysisText(analysis: Analysis): string {
  const arms = analysis.arms.map(({ arm, units, expectedShare }) => [arm, formatCount(units), formatPercent(expectedShare), formatPercent(units / Math.max(1, analysis.units))]);
  return [
    formatTable([["arm", "units", "expected", "observed"], ...arms]),
    "",
    verdictSentence(analysis.sampleRatio),
    ...analysis.metrics.flatMap(metricLines),
    ...reasonLines("units dropped", analysis.droppedUnits, Object.keys(analysis.rows?.rejected ?? {})),
    ...reasonLines("rows not used", analysis.rows?.rejected ?? {}),
  ].join("\n");
}

function metricLines(metric: MetricAnalysis): readonly string[] {
  const missing = metric.missingUnits === 0 ? "" : `, ${formatCount(metric.missingUnits)} units without a value`;
  const level = `${formatNumber(100 * (1 - metric.alpha))}%`;
  const prior = metric.prior === undefined ? "" : `, prior Beta(${metric.prior.join(", ")})`;
  const head = ["treatment", "control", "treated", "difference", `${level} interval`, "lift", `${level} interval`, "p", "adjusted p"];
  const compared = metric.comparisons.filter((comparison) => comparison.kind === "compared");
  const table = compared.length === 0 ? [] : [formatTable([head, ...compared.map((comparison) => comparisonRow(metric, comparison))])];
  return ["", `${metric.metric} (${metric.kind}${prior}${missing})`, ...table, ...metric.comparisons.flatMap((comparison) => notes(metric, comparison))];
}

function comparisonRow({ kind }: MetricAnalysis, comparison: ComparedArms): string[] {
  const value = kind === "rate" ? formatPercent : formatNumber;
  const points = differenceFormat(kind);
  return [
    comparison.treatment,
    value(comparison.controlMean),
    value(comparison.treatmentMean),
    points(comparison.difference),
    formatInterval(comparison.interval, points),
    comparison.lift === null ? "-" : formatPercent(comparison.lift),
    formatInterval(comparison.liftInterval, formatPercent),
    formatPValue(comparison.pValue),
    formatPValue(comparison.adjustedPValue),
  ];
}

function notes({ kind, comparisons }: MetricAnalysis, comparison: ComparedArms | UncomparedArms): readonly string[] {
  const of = comparisons.length === 1 ? "" : `${comparison.treatment}: `;
  if (comparison.kind === "insufficient") return [`  ${of}${comparison.treatment} cannot be compared yet: ${comparison.insufficient.replaceAll("_", " ")}`];
  const value = differenceFormat(kind);
  const { bayesian, cuped, sequential, exactPValue } = comparison;
  const lines: string[] = [];
  if (bayesian !== undefined) {
    lines.push(`probability better ${formatPercent(bayesian.probabilityBetter)}, expected loss of shipping ${value(bayesian.expectedLoss)}, credible interval ${formatInterval(bayesian.interval, value)}`);
  }
  if (cuped !== undefined && "insufficient" in cuped) lines.push(`CUPED: not yet: ${cuped.insufficient.replaceAll("_", " ")}`);
  else if (cuped !== undefined) {
    lines.push(`CUPED: difference ${value(cuped.difference)}, interval ${formatInterval(cuped.interval, value)}, p ${formatPValue(cuped.pValue)}, variance reduced by ${formatPercent(cuped.varianceReduction)}`);
  }
  if (sequential !== undefined && "insufficient" in sequential) lines.push(`sequential: not yet: ${sequential.insufficient.replaceAll("_", " ")}`);
  else if (sequential !== undefined) lines.push(`sequential: interval ${formatInterval(sequential.interval, value)}, p at any look ${formatPValue(sequential.pValue)}`);
  if (exactPValue !== undefined) lines.push(`exact p ${formatPValue(exactPValue)} (few conversions expected; reported, not deciding)`);
  return lines.map((line) => `  ${of}${line}`);
}

/** Differences of a rate are percentage points: 0.08 % of a rate and 0.08 points are not the same. */
function differenceFormat(kind: MetricAnalysis["kind"]): (value: number) => string {
  return kind === "rate" ? (share) => `${formatNumber(Number((share * 100).toPrecision(4)))} pp` : formatNumber;
}
