import type { ArmEstimate } from "../means/arm-estimate.ts";
import { checkedJointMoments } from "../moments/check-moments.ts";
import type { RatioMoments } from "./ratio-moments.ts";

/** Residuals below this share of what they are the difference of are rounding. */
const ROUNDING_SHARE = 1e-14;

/**
 * Ratio of two means with its variance by the delta method, or `undefined` when the denominators sum to
 * zero.
 *
 * Units without a denominator carry no information; the factor b / (b - 1) over units that have one makes
 * the variance the same whether they are listed or not.
 *
 * @throws RangeError when the moments are not those of exactly two columns of data.
 *
 * Source: Deng, Knoblich and Lu, "Applying the Delta Method in Metric Analytics", KDD 2018.
 */
export function ratioEstimate(name: string, arm: RatioMoments): ArmEstimate | undefined {
  const { count, means, crossProducts } = checkedJointMoments(name, arm);
  const [numerator, denominator] = means;
  const numeratorSquares = crossProducts[0]?.[0];
  const products = crossProducts[0]?.[1];
  const denominatorSquares = crossProducts[1]?.[1];
  if (
    means.length !== 2 ||
    numerator === undefined ||
    denominator === undefined ||
    numeratorSquares === undefined ||
    products === undefined ||
    denominatorSquares === undefined
  ) {
    throw new RangeError(
      `${name}: expected moments of numerator and denominator, got ${means.length} columns`,
    );
  }
  if (denominator === 0) return undefined;
  const value = numerator / denominator;
  const explained = value * value * denominatorSquares;
  const residual = numeratorSquares - 2 * value * products + explained;
  const noise =
    ROUNDING_SHARE * (numeratorSquares + explained) + count * (ROUNDING_SHARE * numerator) ** 2;
  const informative = arm.unitsWithDenominator ?? count;
  const total = count * denominator;
  const variance =
    residual <= noise || informative < 2
      ? 0
      : ((residual / total / total) * informative) / (informative - 1);
  return { value, variance, degreesOfFreedom: informative - 1 };
}
