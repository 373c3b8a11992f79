import { marginalMoments } from "../moments/marginal-moments.ts";
import type { JointMoments } from "../moments/joint-moments.ts";
import { mergeMoments } from "../moments/merge-moments.ts";
import { variesAtAll } from "../means/varies-at-all.ts";
import type { Adjustment } from "./adjusted-arm.ts";
import { slopes } from "./slopes.ts";

/**
 * One set of slopes for all arms, fitted to the deviations of units from the mean of their own arm.
 *
 * A covariate that varies by no more than rounding takes no part.
 */
export function pooledFit(
  arms: readonly JointMoments[],
  thetaWeighting: "pooled" | "balanced",
): Adjustment {
  const columns = arms[0]?.means.length ?? 0;
  const covariates = Array.from({ length: columns - 1 }, (_, k) => k + 1);
  const varying = covariates.map((column) =>
    variesAtAll(arms.map((arm) => marginalMoments(arm, column))),
  );
  const within = (i: number, j: number): number =>
    arms.reduce((sum, { count, crossProducts }) => {
      const weight = thetaWeighting === "pooled" ? 1 : 1 / (count * (count - 1));
      return sum + weight * (crossProducts[i]?.[j] ?? 0);
    }, 0);
  const entry = (i: number, j: number): number =>
    (varying[i - 1] ?? true) && (varying[j - 1] ?? true) ? within(i, j) : 0;
  const { theta, rank } = slopes(
    covariates.map((i) => covariates.map((j) => entry(i, j))),
    covariates.map((i) => entry(i, 0)),
  );
  const grandMeans = covariates.map(
    (column) => arms.map((arm) => marginalMoments(arm, column)).reduce(mergeMoments).mean,
  );
  return { theta, rank, grandMeans };
}
