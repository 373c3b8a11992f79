import type { Analysis, SegmentedAnalysis } from "@liftproof/experiments";
import { formatCount, formatInterval, formatNumber, formatPValue } from "../output/format-number.ts";
import { formatTable } from "../output/format-table.ts";
import { stopsPipeline } from "../output/split-verdict.ts";
import { correctionWords, differenceFormat, valueFormat } from "./metric-format.ts";

/** One column's segments: a table per metric, the units that are in none, and segments whose split is off. */
export function segmentLines({ dimension, segments, missingUnits, crossedUnits }: SegmentedAnalysis, { metrics, correction }: Pick<Analysis, "metrics" | "correction">): readonly string[] {
  const left = [
    ...(missingUnits === 0 ? [] : [`${formatCount(missingUnits)} units have no segment`]),
    ...(crossedUnits === 0 ? [] : [`${formatCount(crossedUnits)} units are in two and left out`]),
  ];
  const broken = segments.filter(({ sampleRatio }) => stopsPipeline(sampleRatio)).map(({ value }) => value);
  return [
    "",
    `by ${dimension}${left.length === 0 ? "" : ` (${left.join(", ")})`}; adjusted p over all segments: ${correctionWords(correction)}`,
    ...metrics.flatMap((_, index) => ["", ...metricTable(segments, index)]),
    ...(broken.length === 0 ? [] : ["", `  the split is off within ${broken.join(", ")}; its differences cannot be trusted`]),
  ];
}

function metricTable(segments: SegmentedAnalysis["segments"], index: number): readonly string[] {
  const [first] = segments.flatMap(({ metrics }) => metrics[index] ?? []);
  if (first === undefined) return [];
  const level = `${formatNumber(100 * (1 - first.alpha))}%`;
  const [value, points] = [valueFormat(first.kind), differenceFormat(first.kind)];
  const rows = segments.flatMap((segment) =>
    (segment.metrics[index]?.comparisons ?? []).map((one) => {
      const units = formatCount(one.controlUnits + one.treatmentUnits);
      if (one.kind === "insufficient") return [segment.value, one.treatment, units, "", "", `not yet: ${one.insufficient.replaceAll("_", " ")}`];
      return [segment.value, one.treatment, units, value(one.controlMean), value(one.treatmentMean), points(one.difference), formatInterval(one.interval, points), formatPValue(one.pValue), formatPValue(one.adjustedPValue)];
    }),
  );
  return [first.metric, formatTable([["segment", "treatment", "units", "control", "treated", "difference", `${level} interval`, "p", "adjusted p"], ...rows])];
}
