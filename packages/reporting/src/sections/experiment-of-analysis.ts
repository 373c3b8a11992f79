import type { Analysis } from "@liftproof/experiments";
import type { ReportExperiment, ReportRow } from "../report-input.ts";

type Compared = Analysis["metrics"][number]["comparisons"][number];

/** A single analysis as an experiment that nobody decides, so that one page serves both. */
export function experimentOfAnalysis(analysis: Analysis, title: string): ReportExperiment {
  const { arms, sampleRatio, metrics } = analysis;
  return {
    definition: { expId: title, variants: arms.map(({ arm }) => arm), weights: arms.map(({ expectedShare }) => expectedShare) },
    rows: metrics.flatMap(({ metric, comparisons }) => comparisons.map((comparison) => rowOf(metric, comparison, analysis))),
    sampleRatio,
  };
}

function rowOf(metric: string, comparison: Compared, { arms }: Analysis): ReportRow {
  const unitsOf = (name: string): number | null => arms.find(({ arm }) => arm === name)?.units ?? null;
  const { control, treatment, controlMean, treatmentMean } = comparison;
  const row: ReportRow = {
    ...EMPTY, metric, control, treatment,
    unitsControl: unitsOf(control), unitsTreatment: unitsOf(treatment),
    meanControl: controlMean, meanTreatment: treatmentMean,
  };
  if (comparison.kind === "insufficient") return { ...row, decisionReason: comparison.insufficient };
  const { cuped, sequential, bayesian, liftInterval } = comparison;
  const [liftLow, liftHigh] = liftInterval === "unbounded" ? [null, null] : liftInterval;
  const adjusted = cuped !== undefined && "theta" in cuped ? cuped : null;
  const anytime = sequential !== undefined && "pValue" in sequential ? sequential : null;
  return {
    ...row,
    difference: comparison.difference,
    pValue: comparison.pValue, adjustedPValue: comparison.adjustedPValue,
    intervalLow: comparison.interval[0], intervalHigh: comparison.interval[1],
    lift: comparison.lift, liftLow, liftHigh, test: comparison.test,
    cupedVarianceReduction: adjusted?.varianceReduction ?? null, cupedDifference: adjusted?.difference ?? null,
    cupedPValue: adjusted?.pValue ?? null, cupedLow: adjusted?.interval[0] ?? null, cupedHigh: adjusted?.interval[1] ?? null,
    sequentialPValue: anytime?.pValue ?? null, sequentialLow: anytime?.interval[0] ?? null, sequentialHigh: anytime?.interval[1] ?? null,
    probabilityBetter: bayesian?.probabilityBetter ?? null, expectedLoss: bayesian?.expectedLoss ?? null,
  };
}

const EMPTY: Omit<ReportRow, "metric" | "control" | "treatment"> = {
  unitsControl: null, unitsTreatment: null, meanControl: null, meanTreatment: null, difference: null, pValue: null, adjustedPValue: null,
  intervalLow: null, intervalHigh: null, lift: null, liftLow: null, liftHigh: null, test: null, cupedVarianceReduction: null,
  cupedDifference: null, cupedPValue: null, cupedLow: null, cupedHigh: null, sequentialPValue: null, sequentialLow: null,
  sequentialHigh: null, probabilityBetter: null, expectedLoss: null, unitsNeeded: null, decision: null, decisionReason: null,
};
