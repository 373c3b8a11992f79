import type { JointMoments } from "@liftproof/estimators";
import type { MetricMoments } from "./analysis-input.ts";

/** Beyond these, sums of squares and products are no longer doubles; the estimators refuse them. */
const LARGEST_MEAN = 1e140;
const LARGEST_SQUARES = 1e300;

/**
 * Whose values are too large to compute with, in any arm: the metric's own or its covariates'; `undefined` when none are.
 *
 * One absurd cell is enough. It must cost its metric the answer, and no other metric.
 */
export function beyondRange(metric: MetricMoments): "metric" | "covariates" | undefined {
  if (metric.kind === "quantile") {
    const ends = Object.values(metric.byArm).flatMap((band) => (band.kind === "band" ? [band.low, band.estimate, band.high] : []));
    return ends.every(isWithin) ? undefined : "metric";
  }
  const joints = Object.values(metric.kind === "rate" ? (metric.covariates ?? {}) : metric.byArm);
  const own = metric.kind === "ratio" ? 2 : metric.kind === "mean" ? 1 : 0;
  if (!joints.every((joint) => hasRange(joint, own))) return "metric";
  return joints.every((joint) => hasRange(joint, joint.means.length)) ? undefined : "covariates";
}

function isWithin(value: number): boolean {
  return Math.abs(value) <= LARGEST_MEAN;
}

function hasRange({ means, crossProducts }: JointMoments, columns: number): boolean {
  const products = crossProducts.slice(0, columns).flatMap((row) => row.slice(0, columns));
  return means.slice(0, columns).every(isWithin) && products.every((product) => Math.abs(product) <= LARGEST_SQUARES);
}
