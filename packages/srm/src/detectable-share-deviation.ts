import { normalQuantileUpper } from "@liftproof/estimators";

/** A split of some size, and how surely a deviation is to be found in it. */
export interface ShareDeviationInput {
  /** Units over all arms, a whole number of at least 1. */
  readonly units: number;
  /** Promised share of the arm, in (0, 1). Default 0.5. */
  readonly share?: number;
  /** Level of a single look. Default 0.0005, the level of `warn` at the planned end. */
  readonly alpha?: number;
  /** Chance of finding it, above alpha / 2 and below 1. Default 0.99. */
  readonly power?: number;
}

/**
 * Smallest distance of an arm's share from its promise that one look finds with the asked power, in [0, 1].
 *
 * Tells how blind a healthy verdict is: at 100,000 units it means that no arm of two is more than 0.92
 * points off. By the normal approximation of the chi-square test of this arm against all others.
 *
 * @returns `null` when not even an empty or a full arm would be found.
 * @throws RangeError when an argument is outside the range its documentation states.
 *
 * @example
 * ```ts
 * detectableShareDeviation({ units: 100_000 }); // 0.0091818
 * ```
 */
export function detectableShareDeviation({ units, share = 0.5, alpha = 5e-4, power = 0.99 }: ShareDeviationInput): number | null {
  if (!Number.isSafeInteger(units) || units < 1) throw new RangeError(`units: expected a whole number >= 1, got ${units}`);
  if (!(share > 0 && share < 1)) throw new RangeError(`share: expected a number in (0, 1), got ${share}`);
  if (!(alpha > 0 && alpha < 1)) throw new RangeError(`alpha: expected a number in (0, 1), got ${alpha}`);
  if (!(power > alpha / 2 && power < 1)) throw new RangeError(`power: expected a number above ${alpha / 2} and below 1, got ${power}`);
  const quantiles = normalQuantileUpper(alpha / 2) + normalQuantileUpper(1 - power);
  const deviation = quantiles * Math.sqrt((share * (1 - share)) / units);
  return deviation > Math.max(share, 1 - share) ? null : deviation;
}
