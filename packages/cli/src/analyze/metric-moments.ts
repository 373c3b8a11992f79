import type { UnitMetricMoments } from "@liftproof/adapters/duckdb";
import type { MetricMoments } from "@liftproof/experiments";

/** What is said of a metric beside its moments. */
export interface MetricWords {
  readonly direction: "up" | "down";
  /** Columns of its covariates. */
  readonly covariates?: readonly string[];
  /** Standard deviation of the effect expected. */
  readonly priorSd?: number;
}

/** What a file says of a metric, as the analysis takes it. */
export function metricMoments(found: UnitMetricMoments, words: MetricWords): MetricMoments {
  const { metric, kind, missingUnits, rates, moments, quantile, bands, winsorBounds, missingHistory, nonzeroUnits } = found;
  const { covariates, ...said } = words;
  const covariateNames = covariates?.flatMap((name) => (missingHistory.some(({ covariate }) => covariate === name) ? [name, `${name} (none)`] : [name]));
  const measured = { metric, missingUnits, ...said, ...(covariateNames === undefined ? {} : { covariateNames }), ...(missingHistory.length === 0 ? {} : { missingHistory }) };
  if (kind === "rate") {
    const hasCovariates = Object.values(moments).some(({ means }) => means.length > 1);
    return { ...measured, kind, byArm: rates, ...(hasCovariates ? { covariates: moments } : {}) };
  }
  if (kind === "quantile") {
    if (quantile === undefined || bands === undefined) throw new TypeError(`quantile of ${metric}: expected its bands, got none`);
    const units = Object.entries(moments).map(([arm, { count }]): [string, number] => [arm, count]);
    return { ...measured, kind, quantile, byArm: bands, unitsByArm: Object.fromEntries(units) };
  }
  if (kind === "ratio") {
    // Units that have nothing to divide by add no spread of their own.
    const counted = Object.entries(moments).map(([arm, joint]) => [arm, { ...joint, ...(nonzeroUnits === undefined ? {} : { unitsWithDenominator: nonzeroUnits[arm] ?? 0 }) }]);
    return { ...measured, kind, byArm: Object.fromEntries(counted) };
  }
  return {
    ...measured, kind, byArm: moments,
    ...(nonzeroUnits === undefined ? {} : { nonzeroUnits }),
    ...(winsorBounds === undefined ? {} : { winsorBounds }),
  };
}
