import type { ArmEstimate } from "../means/arm-estimate.ts";
import type { JointMoments } from "../moments/joint-moments.ts";

/** One arm after its covariates have been accounted for. */
export interface AdjustedArm extends ArmEstimate {
  /** Sum of squares of the metric before and after. */
  readonly rawSquares: number;
  readonly adjustedSquares: number;
  /** Of the adjusted with the raw mean: what a relative effect over the raw mean must know. */
  readonly covarianceWithRaw: number;
  readonly rawMean: number;
  /** Squared standard error of the raw mean. */
  readonly rawVariance: number;
}

/** The fit the adjustment uses. */
export interface Adjustment {
  readonly theta: readonly number[];
  /** Covariates that took part; each costs a degree of freedom. */
  readonly rank: number;
  /** Means of the covariates over all arms. */
  readonly grandMeans: readonly number[];
}

/**
 * Mean and variance of y - theta (x - grand mean) in one arm.
 *
 * Source: Deng, Xu, Kohavi and Walker, "Improving the Sensitivity of Online Controlled Experiments by
 * Utilizing Pre-Experiment Data", WSDM 2013.
 */
export function adjustedArm(arm: JointMoments, { theta, rank, grandMeans }: Adjustment): AdjustedArm {
  const { count, means, crossProducts } = arm;
  const rawMean = means[0] ?? 0;
  const rawSquares = crossProducts[0]?.[0] ?? 0;
  const shift = theta.reduce((sum, slope, k) => sum + slope * ((means[k + 1] ?? 0) - (grandMeans[k] ?? 0)), 0);
  const explained = theta.reduce((sum, slope, k) => sum + slope * (crossProducts[0]?.[k + 1] ?? 0), 0);
  const quadratic = theta.reduce(
    (sum, slope, k) =>
      sum +
      slope * theta.reduce((inner, other, l) => inner + other * (crossProducts[k + 1]?.[l + 1] ?? 0), 0),
    0,
  );
  const adjustedSquares = Math.max(0, rawSquares - 2 * explained + quadratic);
  const ofMean = (squares: number): number => squares / (count - 1) / count;
  return {
    value: rawMean - shift,
    variance: ofMean(adjustedSquares),
    degreesOfFreedom: count - 1 - rank,
    rawSquares,
    adjustedSquares,
    covarianceWithRaw: ofMean(rawSquares - explained),
    rawMean,
    rawVariance: ofMean(rawSquares),
  };
}
