import type { UnitMetricMoments } from "@liftproof/adapters/duckdb";
import type { MetricMoments } from "@liftproof/experiments";

/** What a file says of a metric, as the analysis takes it. */
export function metricMoments({ metric, kind, missingUnits, rates, moments }: UnitMetricMoments): MetricMoments {
  if (kind === "rate") {
    const hasCovariates = Object.values(moments).some(({ means }) => means.length > 1);
    return { metric, kind, missingUnits, byArm: rates, ...(hasCovariates ? { covariates: moments } : {}) };
  }
  return { metric, kind, missingUnits, byArm: moments };
}
