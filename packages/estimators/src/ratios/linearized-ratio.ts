import { checkedJointMoments } from "../moments/check-moments.ts";
import type { JointMoments } from "../moments/joint-moments.ts";

/**
 * Moments of the linearized ratio and its covariates, from those of numerator, denominator and covariates.
 *
 * Each unit stands for R + (numerator - R denominator) / mean denominator: its mean is the ratio R of the
 * arm and its variance that of the delta method, so whatever adjusts a mean, CUPED first of all, adjusts a
 * ratio.
 *
 * @returns `undefined` when the denominators sum to zero.
 * @throws RangeError when there are fewer than two columns.
 *
 * Source: Deng, Knoblich and Lu, "Applying the Delta Method in Metric Analytics", KDD 2018.
 */
export function linearizedRatio(arm: JointMoments): JointMoments | undefined {
  const { count, means, crossProducts } = checkedJointMoments("arm", arm);
  const [numerator, denominator, ...covariates] = means;
  if (numerator === undefined || denominator === undefined) {
    throw new RangeError(`arm: expected numerator and denominator, got ${means.length} columns`);
  }
  if (denominator === 0) return undefined;
  const ratio = numerator / denominator;
  /** Cross product of the linearized metric with a column, up to the mean denominator. */
  const residualWith = (column: number): number =>
    (crossProducts[0]?.[column] ?? 0) - ratio * (crossProducts[1]?.[column] ?? 0);
  const squares = residualWith(0) - ratio * residualWith(1);
  // Rounding may leave a fixed ratio a hair below zero.
  const own = Math.max(0, squares) / denominator / denominator;
  const withCovariates = covariates.map((_, k) => residualWith(k + 2) / denominator);
  return {
    count,
    means: [ratio, ...covariates],
    crossProducts: [
      [own, ...withCovariates],
      ...withCovariates.map((product, k) => [product, ...(crossProducts[k + 2]?.slice(2) ?? [])]),
    ],
  };
}
