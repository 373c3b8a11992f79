import type { Analysis, ComparedArms, HistoryCheck, MetricAnalysis, UncomparedArms } from "@liftproof/experiments";
import { formatCount, formatInterval, formatNumber, formatPValue, formatPercent } from "../output/format-number.ts";
import { formatTable } from "../output/format-table.ts";
import { balanceLine } from "./balance-line.ts";
import { bestArmLine } from "./best-arm-line.ts";
import { chanceLine } from "./chance-line.ts";
import { correctionWords, differenceFormat, valueFormat } from "./metric-format.ts";

/** One metric: what it is, a table of its treatments, and what else was found. */
export function metricLines(metric: MetricAnalysis, { correction, strata }: Pick<Analysis, "correction" | "strata">): readonly string[] {
  const missing = metric.missingUnits === 0 ? "" : `, ${formatCount(metric.missingUnits)} units without a value`;
  const level = `${formatNumber(100 * (1 - metric.alpha))}%`;
  const prior = metric.prior === undefined ? "" : `, prior Beta(${metric.prior.join(", ")})`;
  const head = ["treatment", "control", "treated", "difference", `${level} interval`, "lift", `${level} interval`, "p", correction === "holm" ? "adjusted p" : `adjusted p (${correctionWords(correction)})`];
  const compared = metric.comparisons.filter((comparison) => comparison.kind === "compared");
  const table = compared.length === 0 ? [] : [formatTable([head, ...compared.map((comparison) => comparisonRow(metric, comparison))])];
  return [
    "",
    `${metric.metric} (${metric.kind}${shape(metric)}${prior}${missing})`,
    ...table,
    ...metric.comparisons.flatMap((comparison) => notes(metric, comparison, strata?.dimension)),
    ...bestArmLine(metric),
    ...(metric.missingHistory ?? []).map(historyLine),
  ];
}

function comparisonRow({ kind }: MetricAnalysis, comparison: ComparedArms): string[] {
  const value = valueFormat(kind);
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

function notes({ kind, comparisons }: MetricAnalysis, comparison: ComparedArms | UncomparedArms, strata: string | undefined): readonly string[] {
  const of = comparisons.length === 1 ? "" : `${comparison.treatment}: `;
  if (comparison.kind === "insufficient") return [`  ${of}${comparison.treatment} cannot be compared${comparison.insufficient === "beyond_range" ? ": a value lies so far from zero (beyond 1e140) that nothing can be computed; look for a damaged cell" : ` yet: ${comparison.insufficient.replaceAll("_", " ")}`}`];
  const value = differenceFormat(kind);
  const { bayesian, cuped, covariateImbalance, sequential, postStratified, exactPValue } = comparison;
  const lines: string[] = [];
  if (comparison.skewWarning === true) {
    lines.push("warning: one arm has over 60% of the units and one has under 300 with a value other than zero, so that a long tail may mislead; cut it off with winsorize=, or wait for more units (docs/concepts/means.md)");
  }
  if (bayesian !== undefined) {
    lines.push(`probability better ${formatPercent(bayesian.probabilityBetter)}, expected loss of shipping ${value(bayesian.expectedLoss)}, credible interval ${formatInterval(bayesian.interval, value)}${bayesian.liftInterval === undefined ? "" : `, of the lift ${formatInterval(bayesian.liftInterval, formatPercent)}`}${bayesian.probabilityInRope === undefined ? "" : `, chance that the difference is negligible ${formatPercent(bayesian.probabilityInRope)}`}`);
  }
  if (cuped !== undefined && "insufficient" in cuped) lines.push(`CUPED: not yet: ${cuped.insufficient.replaceAll("_", " ")}`);
  else if (cuped !== undefined) {
    lines.push(`CUPED: difference ${value(cuped.difference)}, interval ${formatInterval(cuped.interval, value)}, p ${formatPValue(cuped.pValue)}, variance reduced by ${formatPercent(cuped.varianceReduction)}`);
  }
  lines.push(...balanceLine(covariateImbalance));
  if (sequential !== undefined && "insufficient" in sequential && sequential.insufficient === "no_sequence") {
    lines.push(`sequential: none, because a ${kind} has no confidence sequence; read it at the planned end`);
  } else if (sequential !== undefined && "insufficient" in sequential) lines.push(`sequential: not yet: ${sequential.insufficient.replaceAll("_", " ")}`);
  else if (sequential !== undefined) lines.push(`sequential: interval ${formatInterval(sequential.interval, value)}, p at any look ${formatPValue(sequential.pValue)}`);
  if (postStratified !== undefined && "insufficient" in postStratified) lines.push(`within ${strata ?? "strata"}: not yet: ${postStratified.insufficient.replaceAll("_", " ")}`);
  else if (postStratified !== undefined) {
    lines.push(`within ${strata ?? "strata"} (${postStratified.strata} strata): difference ${value(postStratified.difference)}, interval ${formatInterval(postStratified.interval, value)}, p ${formatPValue(postStratified.pValue)}`);
  }
  lines.push(...chanceLine(comparison.chanceToDecide));
  if (exactPValue !== undefined) lines.push(`exact p ${formatPValue(exactPValue)} (few conversions expected; reported, not deciding)`);
  return lines.map((line) => `  ${of}${line}`);
}

/** What a quantile or a winsorised mean is made of. */
function shape({ kind, quantile, winsorBounds }: MetricAnalysis): string {
  if (kind === "quantile") return ` ${formatNumber(quantile ?? 0.5)}`;
  if (winsorBounds === undefined) return "";
  const [low, high] = winsorBounds;
  const ends = [...(low === null ? [] : [`below ${formatNumber(low)}`]), ...(high === null ? [] : [`above ${formatNumber(high)}`])];
  return `, cut off ${ends.length === 0 ? "nowhere" : ends.join(" and ")}`;
}

function historyLine({ covariate, missingShares, pValue, suspect }: HistoryCheck): string {
  const shares = Object.entries(missingShares).map(([arm, share]) => `${arm} ${formatPercent(share)}`).join(", ");
  const found = `units without ${covariate}: ${shares}${pValue === null ? "" : `, p ${formatPValue(pValue)}`}`;
  return suspect ? `  warning: ${found}: the treatment seems to change who has a history, so do not trust CUPED here` : `  ${found}`;
}
