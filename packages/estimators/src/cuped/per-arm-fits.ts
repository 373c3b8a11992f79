import type { JointMoments } from "../moments/joint-moments.ts";
import type { Adjustment } from "./adjusted-arm.ts";
import { covariateProducts } from "./covariate-products.ts";
import { pooledFit } from "./pooled-fit.ts";
import { slopes } from "./slopes.ts";

/**
 * Slopes of each arm of its own, to be evaluated at the mean of the covariates over all arms.
 *
 * The variance of an adjusted mean from moments is RSS / (n - 1 - K) times 1/n plus the squared distance of
 * the arm's covariates from the grand mean; robust variances, where given, replace it.
 */
export function perArmFits(
  arms: readonly JointMoments[],
  robustVariances: readonly number[] | undefined,
): readonly Adjustment[] {
  const { grandMeans } = pooledFit(arms, "pooled");
  return arms.map((arm, i) => {
    const { theta, rank } = pooledFit([arm], "pooled");
    const distance = distanceFromGrandMean(arm, { theta, rank, grandMeans });
    return {
      theta,
      rank,
      grandMeans,
      varianceFrom: (adjustedSquares) => {
        const perUnit = adjustedSquares / (arm.count - 1 - rank);
        return robustVariances?.[i] ?? perUnit / arm.count + perUnit * distance;
      },
    };
  });
}

/** Of the arm's covariates, in the metric that their scatter within the arm makes. */
function distanceFromGrandMean(arm: JointMoments, { grandMeans }: Adjustment): number {
  const gaps = grandMeans.map((mean, k) => mean - (arm.means[k + 1] ?? 0));
  const solved = slopes(covariateProducts([arm]).products, gaps).theta;
  return Math.max(0, solved.reduce((sum, value, k) => sum + value * (gaps[k] ?? 0), 0));
}
