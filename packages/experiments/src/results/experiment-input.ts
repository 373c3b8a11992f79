import type { AnalysisInput, MetricMoments, SegmentedMoments } from "../analysis/analysis-input.ts";
import type { ExperimentDefinition } from "../config/experiment-definition.ts";
import type { MetricDefinition } from "../config/metric-definition.ts";
import { comparisonAlpha } from "./comparison-alpha.ts";
import { GUARDRAIL_ALPHA } from "./guardrail-verdict.ts";
import type { ExperimentProgress } from "./planned-end-reached.ts";
import { plannedEndReached } from "./planned-end-reached.ts";

/** What was counted of an experiment. */
export interface ExperimentCounts extends Omit<ExperimentProgress, "units"> {
  /** Analyzed units per variant; a variant that is not listed has none. */
  readonly unitsByVariant: Readonly<Record<string, number>>;
  readonly moments: readonly MetricMoments[];
  readonly droppedUnits: Readonly<Record<string, number>>;
  /** Least anytime p of the split at earlier looks of the phase; 1 when absent. */
  readonly previousAnytimePValue?: number;
  /** The same units and metrics by segment, for each declared dimension. */
  readonly segments?: readonly SegmentedMoments[];
}

/**
 * The analysis an experiment has declared: its control and weights, its error rate shared out over
 * its treatments, guardrails at their own level, the confidence sequence tuned by the sizing gate.
 *
 * The result goes to `analysis`, and from there to `resultRows`.
 */
export function experimentInput(
  experiment: ExperimentDefinition,
  metrics: readonly MetricDefinition[],
  { unitsByVariant, moments, droppedUnits, asOfUs, firstExposureUs, segments, previousAnytimePValue }: ExperimentCounts,
): AnalysisInput {
  const arms = experiment.variants.map((arm, index) => ({
    arm,
    units: Object.hasOwn(unitsByVariant, arm) ? (unitsByVariant[arm] ?? 0) : 0,
    weight: experiment.weights[index] ?? 0,
  }));
  const units = arms.reduce((sum, arm) => sum + arm.units, 0);
  const plannedUnits = experiment.gate.sizing?.confidenceSequenceN;
  const directions = new Map(metrics.map(({ name, direction }) => [name, direction]));
  const levelled = (measured: readonly MetricMoments[]): readonly MetricMoments[] =>
    measured.map((one) => ({
      ...one,
      alpha: experiment.guardrails.includes(one.metric) ? GUARDRAIL_ALPHA : comparisonAlpha(experiment),
      direction: directions.get(one.metric) ?? "up",
    }));
  return {
    control: experiment.control,
    arms,
    metrics: levelled(moments),
    alpha: comparisonAlpha(experiment),
    interim: !plannedEndReached(experiment, { units, asOfUs, firstExposureUs }),
    droppedUnits,
    ...(previousAnytimePValue === undefined ? {} : { previousAnytimePValue }),
    ...(plannedUnits === undefined ? {} : { plannedUnits }),
    ...(segments === undefined
      ? {}
      : { segments: segments.map((one) => ({ ...one, segments: one.segments.map((segment) => ({ ...segment, metrics: levelled(segment.metrics) })) })) }),
  };
}
