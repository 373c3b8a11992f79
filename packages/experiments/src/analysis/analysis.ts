import { sampleRatio } from "@liftproof/srm";
import type { AnalysisInput, SegmentedMoments } from "./analysis-input.ts";
import type { Analysis } from "./analysis-result.ts";
import { analyzedMetrics } from "./analyzed-metrics.ts";
import { analyzedSegments } from "./analyzed-segments.ts";
import { decidedTreatments } from "./decided-treatments.ts";
import { plannedMetrics } from "./planned-metrics.ts";

/**
 * One look at an experiment: the split, and every treatment against the control in every metric.
 *
 * Sees moments alone, so an array, DuckDB and Athena give the same answer. What the data cannot
 * carry is reported with its reason, never as NaN or p = 1. `adjustedPValue` is over all metrics and
 * treatments that have a p-value; that of segments over all segments as well.
 *
 * With a decision plan the metric that decides is compared at the error rate shared out over the
 * treatments and guardrails at two-sided 0.05, as in an experiment that declares the same.
 *
 * @throws RangeError when the control is not among the arms, an arm or metric is named twice, the plan
 * names a metric that is not there, or a count, weight or option is out of range.
 */
export function analysis(input: AnalysisInput): Analysis {
  checkNames(input);
  const { arms, interim, alpha, previousAnytimePValue } = input;
  const planned = plannedMetrics(input);
  const analyzed = { ...input, metrics: planned(input.metrics) };
  const metrics = analyzedMetrics(analyzed);
  const split = sampleRatio(arms, { interim, ...(previousAnytimePValue === undefined ? {} : { previousAnytimePValue }) });
  const weightSum = arms.reduce((sum, { weight }) => sum + weight, 0);
  return {
    units: arms.reduce((sum, { units }) => sum + units, 0),
    droppedUnits: input.droppedUnits,
    ...(input.rows === undefined ? {} : { rows: input.rows }),
    alpha,
    interim,
    arms: arms.map(({ arm, units, weight }) => ({ arm, units, expectedShare: weight / weightSum })),
    sampleRatio: split,
    metrics,
    correction: input.correction ?? "holm",
    ...(input.segments === undefined ? {} : { segments: analyzedSegments(analyzed, input.segments, planned) }),
    ...(input.strata === undefined ? {} : { strata: strataOf(input.strata) }),
    ...(input.decision === undefined ? {} : { decision: decidedTreatments(input, input.decision, { metrics, sampleRatio: split }) }),
  };
}

function strataOf({ dimension, missingUnits, crossedUnits, segments }: SegmentedMoments): NonNullable<Analysis["strata"]> {
  return { dimension, strata: segments.length, missingUnits, crossedUnits };
}

function checkNames({ control, arms, metrics, decision }: AnalysisInput): void {
  const names = arms.map(({ arm }) => arm);
  if (!names.includes(control)) throw new RangeError(`control: expected one of ${names.join(", ")}, got ${control}`);
  const twice = names.find((arm, index) => names.indexOf(arm) !== index);
  if (twice !== undefined) throw new RangeError(`arms: expected each arm once, got ${twice} again`);
  const measured = metrics.map(({ metric }) => metric);
  const again = measured.find((metric, index) => measured.indexOf(metric) !== index);
  if (again !== undefined) throw new RangeError(`metrics: expected each metric once, got ${again} again`);
  if (decision === undefined) return;
  const unknown = [decision.primaryMetric, ...decision.guardrails.map(({ metric }) => metric)].find((metric) => !measured.includes(metric));
  if (unknown !== undefined) throw new RangeError(`decision: expected metrics among ${measured.join(", ")}, got ${unknown}`);
}
