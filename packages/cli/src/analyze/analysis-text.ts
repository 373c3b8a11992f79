import type { Analysis } from "@liftproof/experiments";
import { formatCount, formatPercent } from "../output/format-number.ts";
import { formatTable } from "../output/format-table.ts";
import { reasonLines } from "../output/reason-lines.ts";
import { verdictSentence } from "../output/split-verdict.ts";
import { decisionLines } from "./decision-lines.ts";
import { metricLines } from "./metric-lines.ts";
import { segmentLines } from "./segment-lines.ts";

/** An analysis for people: arms and split, the decision, a table per metric, segments, what was left out. */
export function analysisText(analysis: Analysis): string {
  const arms = analysis.arms.map(({ arm, units, expectedShare }) => [arm, formatCount(units), formatPercent(expectedShare), formatPercent(units / Math.max(1, analysis.units))]);
  return [
    formatTable([["arm", "units", "expected", "observed"], ...arms]),
    "",
    verdictSentence(analysis.sampleRatio),
    ...decisionLines(analysis.decision),
    ...analysis.metrics.flatMap((metric) => metricLines(metric, analysis)),
    ...(analysis.segments ?? []).flatMap((dimension) => segmentLines(dimension, analysis)),
    ...reasonLines("units dropped", analysis.droppedUnits, Object.keys(analysis.rows?.rejected ?? {})),
    ...reasonLines("rows not used", analysis.rows?.rejected ?? {}),
  ].join("\n");
}
