import type { ArmEstimate } from "../means/arm-estimate.ts";
import type { JointMoments } from "../moments/joint-moments.ts";

/** One arm after its covariates have been accounted for. */
export interface AdjustedArm extends ArmEstimate {
  readonly theta: readonly number[];
  /** Sum of squares of the metric before and after. */
  readonly rawSquares: number;
  readonly adjustedSquares: number;
  /** Of the adjusted with the raw mean: what a relative effect over the raw mean must know. */
  readonly covarianceWithRaw: number;
  /** Covariance of the metric with each covariate, per unit. */
  readonly withCovariates: readonly number[];
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
  /**
   * Squared standard error of the adjusted mean of an arm, where it is not simply that of a mean of
   * adjusted values: fitted to this arm alone, the slopes take degrees of freedom from it.
   */
  readonly varianceFrom?: (adjustedSquares: number) => number;
}

/**
 * Mean and variance of y - theta (x - grand mean) in one arm.
 *
 * Source: Deng, Xu, Kohavi and Walker, "Improving the Sensitivity of Online Controlled Experiments by
 * Utilizing Pre-Experiment Data", WSDM 2013.
 */
export function adjustedArm(arm: JointMoments, adjustment: Adjustment): AdjustedArm {
  const { theta, rank, grandMeans } = adjustment;
  const { count, means, crossProducts } = arm;
  const rawMean = means[0] ?? 0;
  const rawSquares = crossProducts[0]?.[0] ?? 0;
  /** The linear combination of covariates that theta makes, of whatever is known per column. */
  const combined = (perColumn: (column: number) => number): number =>
    theta.reduce((sum, slope, k) => sum + slope * perColumn(k + 1), 0);
  const shift = combined((column) => (means[column] ?? 0) - (grandMeans[column - 1] ?? 0));
  const explained = combined((column) => crossProducts[0]?.[column] ?? 0);
  const quadratic = combined((row) => combined((column) => crossProducts[row]?.[column] ?? 0));
  const adjustedSquares = Math.max(0, rawSquares - 2 * explained + quadratic);
  const ofMean = (squares: number): number => squares / (count - 1) / count;
  return {
    theta,
    value: rawMean - shift,
    variance: (adjustment.varianceFrom ?? ofMean)(adjustedSquares),
    degreesOfFreedom: count - 1 - rank,
    rawSquares,
    adjustedSquares,
    covarianceWithRaw: ofMean(rawSquares - explained),
    withCovariates: theta.map((_, k) => (crossProducts[0]?.[k + 1] ?? 0) / (count - 1)),
    rawMean,
    rawVariance: ofMean(rawSquares),
  };
}
