import type { JointMoments } from "@liftproof/estimators";

/**
 * Standard deviation that one unit brings to a ratio of two means, for use in `sizeMean`.
 *
 * Orders per visitor and revenue per order vary with both their parts; the delta method turns the two
 * into one number per unit.
 *
 * @param pilot - Joint moments of (numerator, denominator) over units, at least two of them.
 * @throws RangeError when the denominator's mean is 0, or the pilot has fewer than two units or other
 * than two columns.
 *
 * Source: Deng, Knoblich and Lu, "Applying the Delta Method in Metric Analytics", KDD 2018.
 */
export function ratioStandardDeviation(pilot: JointMoments): number {
  const [numerator, denominator] = pilot.means;
  const [[ofNumerator, together] = [], [, ofDenominator] = []] = pilot.crossProducts;
  if (!(pilot.count >= 2)) throw new RangeError(`pilot.count: expected at least 2 units, got ${pilot.count}`);
  if (
    numerator === undefined ||
    denominator === undefined ||
    ofNumerator === undefined ||
    together === undefined ||
    ofDenominator === undefined
  ) {
    throw new RangeError(`pilot.means: expected a numerator and a denominator, got ${pilot.means.length} columns`);
  }
  if (denominator === 0) throw new RangeError("pilot.means: expected a denominator with a mean other than 0, got 0");
  const ratio = numerator / denominator;
  const squares = ofNumerator - 2 * ratio * together + ratio ** 2 * ofDenominator;
  return Math.sqrt(Math.max(0, squares) / (pilot.count - 1)) / Math.abs(denominator);
}
