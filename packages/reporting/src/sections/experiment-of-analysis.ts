import type { Analysis } from "@liftproof/experiments";
import type { ReportExperiment, ReportRow } from "../report-input.ts";

type Metric = Analysis["metrics"][number];
type Compared = Metric["comparisons"][number];

/**
 * A single analysis as an experiment, decided by the rule it declared or by nobody, so that one page serves both.
 *
 * While units still arrive an interval of one look promises too much, so that the sequence speaks where there is one.
 */
export function experimentOfAnalysis(analysis: Analysis, title: string): ReportExperiment {
  const { arms, sampleRatio, metrics, decision } = analysis;
  return {
    definition: { expId: title, variants: arms.map(({ arm }) => arm), weights: arms.map(({ expectedShare }) => expectedShare), ...(decision === undefined ? {} : { primaryMetric: decision.primaryMetric }) },
    rows: metrics.flatMap((metric) => metric.comparisons.map((comparison) => rowOfComparison(metric, comparison, analysis))),
    sampleRatio,
    leftOut: analysis.droppedUnits,
  };
}

/** One comparison of an analysis, or of one of its segments, as a row of results. */
export function rowOfComparison({ metric, direction }: Metric, comparison: Compared, { arms, decision, interim }: Pick<Analysis, "arms" | "decision" | "interim">): ReportRow {
  const unitsOf = (name: string): number | null => arms.find(({ arm }) => arm === name)?.units ?? null;
  const { control, treatment, controlMean, treatmentMean } = comparison;
  const decided = decision?.treatments.find((one) => one.treatment === treatment);
  const guarded = decided?.guardrails.find((one) => one.metric === metric);
  const reads = decision === undefined ? undefined : decision.rule === "fixed" ? decision.estimate : decision.rule;
  const row: ReportRow = {
    ...EMPTY, metric, control, treatment,
    decision: decided?.decision ?? null, decisionReason: decided?.reason ?? null,
    guardrailVerdict: guarded?.verdict ?? null,
    ...(guarded === undefined ? {} : { role: "guardrail", margin: guarded.margin }),
    ...(direction === undefined ? {} : { direction }),
    ...(reads === undefined ? {} : { decidingEstimate: reads }),
    unitsControl: unitsOf(control), unitsTreatment: unitsOf(treatment),
    meanControl: controlMean, meanTreatment: treatmentMean,
  };
  if (comparison.kind === "insufficient") return { ...row, insufficientReason: comparison.insufficient, decisionReason: decided?.reason ?? comparison.insufficient };
  const { cuped, sequential, bayesian, postStratified, liftInterval, chanceToDecide } = comparison;
  const [liftLow, liftHigh] = liftInterval === "unbounded" ? [null, null] : liftInterval;
  const adjusted = cuped !== undefined && "theta" in cuped ? cuped : null;
  const anytime = sequential !== undefined && "pValue" in sequential ? sequential : null;
  const stratified = postStratified !== undefined && "pValue" in postStratified ? postStratified : null;
  const [adjustedLiftLow, adjustedLiftHigh] = adjusted === null || adjusted.liftInterval === "unbounded" ? [null, null] : adjusted.liftInterval;
  return {
    ...row,
    ...(reads === undefined && interim && anytime !== null ? { decidingEstimate: "sequential" } : {}),
    cupedLift: adjusted?.lift ?? null, cupedLiftLow: adjustedLiftLow, cupedLiftHigh: adjustedLiftHigh,
    stratifiedDifference: stratified?.difference ?? null, stratifiedPValue: stratified?.pValue ?? null,
    stratifiedLow: stratified?.interval[0] ?? null, stratifiedHigh: stratified?.interval[1] ?? null,
    difference: comparison.difference,
    pValue: comparison.pValue, adjustedPValue: comparison.adjustedPValue,
    intervalLow: comparison.interval[0], intervalHigh: comparison.interval[1],
    lift: comparison.lift, liftLow, liftHigh, test: comparison.test,
    cupedVarianceReduction: adjusted?.varianceReduction ?? null, cupedDifference: adjusted?.difference ?? null,
    cupedPValue: adjusted?.pValue ?? null, cupedLow: adjusted?.interval[0] ?? null, cupedHigh: adjusted?.interval[1] ?? null,
    sequentialPValue: anytime?.pValue ?? null, sequentialLow: anytime?.interval[0] ?? null, sequentialHigh: anytime?.interval[1] ?? null,
    sequentialInsufficientReason: sequential !== undefined && "insufficient" in sequential ? sequential.insufficient : null,
    probabilityBetter: bayesian?.probabilityBetter ?? null, expectedLoss: bayesian?.expectedLoss ?? null,
    bayesianLow: bayesian?.interval[0] ?? null, bayesianHigh: bayesian?.interval[1] ?? null,
    bayesianLiftLow: bayesian?.liftInterval?.[0] ?? null, bayesianLiftHigh: bayesian?.liftInterval?.[1] ?? null,
    ...(chanceToDecide === undefined ? {} : { chanceToDecide }),
  };
}

const EMPTY: Omit<ReportRow, "metric" | "control" | "treatment"> = {
  unitsControl: null, unitsTreatment: null, meanControl: null, meanTreatment: null, difference: null, pValue: null, adjustedPValue: null,
  intervalLow: null, intervalHigh: null, lift: null, liftLow: null, liftHigh: null, test: null, cupedVarianceReduction: null,
  cupedDifference: null, cupedPValue: null, cupedLow: null, cupedHigh: null, sequentialPValue: null, sequentialLow: null,
  sequentialHigh: null, probabilityBetter: null, expectedLoss: null, unitsNeeded: null, decision: null, decisionReason: null,
};
