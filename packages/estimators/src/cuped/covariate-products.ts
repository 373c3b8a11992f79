import { variesAtAll } from "../means/varies-at-all.ts";
import type { JointMoments } from "../moments/joint-moments.ts";
import { marginalMoments } from "../moments/marginal-moments.ts";

/** The two sides of the normal equations. */
export interface CovariateProducts {
  /** Of covariates with one another. */
  readonly products: readonly (readonly number[])[];
  /** Of each covariate with the metric. */
  readonly withMetric: readonly number[];
}

/**
 * Cross products of covariates within arms, summed over arms; zero for a covariate that varies by no more
 * than rounding, so that it takes no part in any fit.
 */
export function covariateProducts(
  arms: readonly JointMoments[],
  weightOf: (arm: JointMoments) => number = () => 1,
): CovariateProducts {
  const columns = arms[0]?.means.length ?? 0;
  const covariates = Array.from({ length: columns - 1 }, (_, k) => k + 1);
  const varying = covariates.map((column) =>
    variesAtAll(arms.map((arm) => marginalMoments(arm, column))),
  );
  const within = (i: number, j: number): number =>
    (varying[i - 1] ?? true) && (varying[j - 1] ?? true)
      ? arms.reduce((sum, arm) => sum + weightOf(arm) * (arm.crossProducts[i]?.[j] ?? 0), 0)
      : 0;
  return {
    products: covariates.map((i) => covariates.map((j) => within(i, j))),
    withMetric: covariates.map((i) => within(i, 0)),
  };
}
