import { sampleRatio } from "@liftproof/srm";
import type { AnalysisInput, MetricMoments, SegmentedMoments } from "./analysis-input.ts";
import type { SegmentedAnalysis } from "./analysis-result.ts";
import { comparedMetrics, correctedMetrics } from "./analyzed-metrics.ts";

/**
 * Every metric within every segment. P-values are adjusted over all segments of all dimensions, metrics and
 * treatments together: who looks in twenty segments finds one that looks clear by chance.
 */
export function analyzedSegments(
  input: AnalysisInput,
  dimensions: readonly SegmentedMoments[],
  planned: (metrics: readonly MetricMoments[]) => readonly MetricMoments[],
): readonly SegmentedAnalysis[] {
  // The planned end is that of all units, so that no chance to decide is known of a segment.
  const { arms, interim, strata: _, mdeRelative: _whole, ...shared } = input;
  const weightSum = arms.reduce((sum, { weight }) => sum + weight, 0);
  const compared = dimensions.map(({ segments }) =>
    segments.map(({ value, unitsByArm, metrics }) => {
      const own = arms.map(({ arm, weight }) => ({ arm, weight, units: Object.hasOwn(unitsByArm, arm) ? (unitsByArm[arm] ?? 0) : 0 }));
      return {
        value,
        units: own.reduce((sum, { units }) => sum + units, 0),
        arms: own.map(({ arm, units, weight }) => ({ arm, units, expectedShare: weight / weightSum })),
        sampleRatio: sampleRatio(own, { interim }),
        metrics: comparedMetrics({ ...shared, arms: own, interim, metrics: planned(metrics) }),
      };
    }),
  );
  const corrected = correctedMetrics(compared.flat().map(({ metrics }) => metrics), input);
  let next = 0;
  return dimensions.map(({ dimension, missingUnits, crossedUnits }, index) => ({
    dimension,
    missingUnits,
    crossedUnits,
    segments: (compared[index] ?? []).map((segment) => ({ ...segment, metrics: corrected[next++] ?? [] })),
  }));
}
