import type { ArmEstimate } from "../means/arm-estimate.ts";
import { SMALLEST_VARIANCE } from "../means/smallest-variance.ts";
import { checkedJointMoments, LARGEST_MEAN, LARGEST_SQUARES } from "../moments/check-moments.ts";
import { columnUnits, inUnits } from "../moments/column-units.ts";
import type { RatioMoments } from "./ratio-moments.ts";

/** Residuals below this share of what they are the difference of are rounding. */
const ROUNDING_SHARE = 1e-14;

/**
 * Ratio of two means with its variance by the delta method, or `undefined` when the denominators sum to
 * zero, or so nearly that the ratio or its variance is no number of use.
 *
 * Units without a denominator carry no information; the factor b / (b - 1) over units that have one makes
 * the variance the same whether they are listed or not.
 *
 * @throws RangeError when the moments are not those of exactly two columns of data.
 *
 * Source: Deng, Knoblich and Lu, "Applying the Delta Method in Metric Analytics", KDD 2018.
 */
export function ratioEstimate(name: string, arm: RatioMoments): ArmEstimate | undefined {
  checkedJointMoments(name, arm);
  if (arm.means.length !== 2) {
    throw new RangeError(
      `${name}: expected moments of numerator and denominator, got ${arm.means.length} columns`,
    );
  }
  const units = columnUnits([arm]);
  const { count, means, crossProducts } = inUnits(arm, units);
  const [numerator = 0, denominator = 0] = means;
  const unit = (units[0] ?? 1) / (units[1] ?? 1);
  const value = numerator / denominator;
  if (!(Math.abs(value) * unit <= LARGEST_MEAN)) return undefined;
  const numeratorSquares = crossProducts[0]?.[0] ?? 0;
  const explained = value * value * (crossProducts[1]?.[1] ?? 0);
  const residual = numeratorSquares - 2 * value * (crossProducts[0]?.[1] ?? 0) + explained;
  const noise =
    ROUNDING_SHARE * (numeratorSquares + explained) + count * (ROUNDING_SHARE * numerator) ** 2;
  const informative = arm.unitsWithDenominator ?? count;
  const total = count * denominator;
  const variance =
    residual <= noise || informative < 2
      ? 0
      : ((residual / total / total) * informative) / (informative - 1);
  const scaled = variance * unit * unit;
  if (scaled > LARGEST_SQUARES) return undefined;
  return {
    value: value * unit,
    variance: scaled < SMALLEST_VARIANCE ? 0 : scaled,
    degreesOfFreedom: informative - 1,
  };
}
