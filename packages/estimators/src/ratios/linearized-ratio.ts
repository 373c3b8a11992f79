import { checkedJointMoments, LARGEST_MEAN, LARGEST_SQUARES } from "../moments/check-moments.ts";
import { columnUnits, inUnits } from "../moments/column-units.ts";
import type { JointMoments } from "../moments/joint-moments.ts";

/**
 * Moments of the linearized ratio and its covariates, from those of numerator, denominator and covariates.
 *
 * Each unit stands for R + (numerator - R denominator) / mean denominator: its mean is the ratio R of the
 * arm and its variance that of the delta method, so whatever adjusts a mean, CUPED first of all, adjusts a
 * ratio.
 *
 * @param whole - The arm that `arm` is a part of, such as one stratum: its ratio and mean denominator count, so
 * that parts can be told apart and weighed together. The arm itself when left out.
 * @returns `undefined` when the denominators sum to zero, or so nearly that the ratio is no number of use.
 * @throws RangeError when there are fewer than two columns.
 *
 * Source: Deng, Knoblich and Lu, "Applying the Delta Method in Metric Analytics", KDD 2018.
 */
export function linearizedRatio(arm: JointMoments, whole: JointMoments = arm): JointMoments | undefined {
  checkedJointMoments("arm", arm);
  checkedJointMoments("whole", whole);
  if (arm.means.length < 2) {
    throw new RangeError(`arm: expected numerator and denominator, got ${arm.means.length} columns`);
  }
  const units = columnUnits([arm, whole]);
  const { count, means, crossProducts } = inUnits(arm, units);
  const [numerator = 0, denominator = 0] = inUnits(whole, units).means;
  const [numeratorUnit = 1, denominatorUnit = 1, ...covariateUnits] = units;
  const ratio = numerator / denominator;
  const unit = numeratorUnit / denominatorUnit;
  const [ownNumerator = 0, ownDenominator = 0] = means;
  const mean = arm === whole ? ratio : ratio + (ownNumerator - ratio * ownDenominator) / denominator;
  /** Cross product of the linearized metric with a column, up to the mean denominator. */
  const residualWith = (column: number): number =>
    (crossProducts[0]?.[column] ?? 0) - ratio * (crossProducts[1]?.[column] ?? 0);
  // Rounding may leave a fixed ratio a hair below zero.
  const squares = Math.max(0, residualWith(0) - ratio * residualWith(1));
  const own = (squares / denominator / denominator) * unit * unit;
  if (!(Math.abs(mean) * unit <= LARGEST_MEAN && own <= LARGEST_SQUARES)) return undefined;
  const withCovariates = covariateUnits.map(
    (covariateUnit, k) => (residualWith(k + 2) / denominator) * unit * covariateUnit,
  );
  return {
    count,
    means: [mean * unit, ...arm.means.slice(2)],
    crossProducts: [
      [own, ...withCovariates],
      ...withCovariates.map((product, k) => [product, ...(arm.crossProducts[k + 2]?.slice(2) ?? [])]),
    ],
  };
}
