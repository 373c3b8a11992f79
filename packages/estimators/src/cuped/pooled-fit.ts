import type { JointMoments } from "../moments/joint-moments.ts";
import { marginalMoments } from "../moments/marginal-moments.ts";
import { mergeMoments } from "../moments/merge-moments.ts";
import type { Adjustment } from "./adjusted-arm.ts";
import { covariateProducts } from "./covariate-products.ts";
import { slopes } from "./slopes.ts";

/** One set of slopes for all arms, fitted to the deviations of units from the mean of their own arm. */
export function pooledFit(
  arms: readonly JointMoments[],
  thetaWeighting: "pooled" | "balanced",
): Adjustment {
  const { products, withMetric } = covariateProducts(arms, ({ count }) =>
    thetaWeighting === "pooled" ? 1 : 1 / (count * (count - 1)),
  );
  const grandMeans = withMetric.map(
    (_, k) => arms.map((arm) => marginalMoments(arm, k + 1)).reduce(mergeMoments).mean,
  );
  return { ...slopes(products, withMetric), grandMeans };
}
