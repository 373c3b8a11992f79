import type { Correction, MetricAnalysis } from "@liftproof/experiments";
import { formatNumber, formatPercent } from "../output/format-number.ts";

/** How the values of a metric are written. */
export function valueFormat(kind: MetricAnalysis["kind"]): (value: number) => string {
  return kind === "rate" ? formatPercent : formatNumber;
}

/** How its differences are written. Those of a rate are percentage points: 0.08 % of a rate and 0.08 points are not the same. */
export function differenceFormat(kind: MetricAnalysis["kind"]): (value: number) => string {
  return kind === "rate" ? (share) => `${formatNumber(Number((share * 100).toPrecision(4)))} pp` : formatNumber;
}

/** The correction of p-values in words. */
export function correctionWords(correction: Correction): string {
  if (typeof correction !== "string") return `weighted Bonferroni, ${formatPercent(correction.weighted)} for the first metric`;
  const names = { holm: "Holm", hochberg: "Hochberg", hommel: "Hommel", bh: "Benjamini-Hochberg", by: "Benjamini-Yekutieli", bonferroni: "Bonferroni", none: "not adjusted" };
  return names[correction];
}
