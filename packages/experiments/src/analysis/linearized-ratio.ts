import type { JointMoments } from "@liftproof/estimators";

/**
 * Joint moments of a ratio's linearization and its covariates, from those of numerator, denominator
 * and covariates: one number per unit whose mean is the ratio and whose variance is that of the
 * delta method, so that the ratio can be adjusted like a mean.
 *
 * `R + (Y - R X) / mean(X)` per unit, with the ratio R of the arm itself. `undefined` when the
 * denominators sum to zero.
 *
 * Source: Budylin, Drutsa, Katsev and Tsoy, "Consistent Transformation of Ratio Metrics for Efficient
 * Online Controlled Experiments", WSDM 2018.
 */
export function linearizedRatio({ count, means, crossProducts }: JointMoments): JointMoments | undefined {
  const [numerator = 0, denominator = 0, ...covariates] = means;
  if (denominator === 0) return undefined;
  const ratio = numerator / denominator;
  const product = (row: number, column: number): number => crossProducts[row]?.[column] ?? 0;
  const residual = product(0, 0) - 2 * ratio * product(0, 1) + ratio * ratio * product(1, 1);
  const shared = covariates.map((_, index) => (product(0, index + 2) - ratio * product(1, index + 2)) / denominator);
  return {
    count,
    means: [ratio, ...covariates],
    crossProducts: [
      [Math.max(0, residual) / denominator / denominator, ...shared],
      ...covariates.map((_, row) => [shared[row] ?? 0, ...covariates.map((__, column) => product(row + 2, column + 2))]),
    ],
  };
}
