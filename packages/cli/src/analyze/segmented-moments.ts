import type { ArmUnits, UnitSegment, UnitSegments } from "@liftproof/adapters/duckdb";
import type { SegmentMoments, SegmentedMoments } from "@liftproof/experiments";
import { metricMoments } from "./metric-moments.ts";
import type { MetricWords } from "./metric-moments.ts";

/** The units told apart by one column, as the analysis takes them. */
export function segmentedMoments({ dimension, missingUnits, crossedUnits, segments }: UnitSegments, wordsOf: (metric: string) => MetricWords): SegmentedMoments {
  return { dimension, missingUnits, crossedUnits, segments: segments.map((segment) => segmentMoments(segment, wordsOf)) };
}

/** The same as strata: the units that are in no segment are a stratum of their own, so that every unit counts. */
export function stratifiedMoments(found: UnitSegments, wordsOf: (metric: string) => MetricWords): SegmentedMoments {
  const strata = segmentedMoments(found, wordsOf);
  return found.unnamed === null ? strata : { ...strata, segments: [...strata.segments, segmentMoments({ ...found.unnamed, value: "" }, wordsOf)] };
}

function segmentMoments({ value, arms, metrics }: UnitSegment, wordsOf: (metric: string) => MetricWords): SegmentMoments {
  return { value, unitsByArm: unitsByArm(arms), metrics: metrics.map((metric) => metricMoments(metric, wordsOf(metric.metric))) };
}

function unitsByArm(arms: ArmUnits): Readonly<Record<string, number>> {
  return Object.fromEntries(arms.map(({ arm, units }): [string, number] => [arm, units]));
}
