import { checkedAlpha } from "../check-alpha.ts";

/** Error rate over all looks, and where the sequence should be tightest. */
export interface SequenceOptions {
  /** Two-sided error rate over the whole life of the experiment, however often it is looked at. */
  readonly alpha: number;
  /**
   * Units of both arms at which the interval is tightest: the size the launch gate asked for. A default
   * for everyone would cost nearly half again the traffic at a million units.
   */
  readonly plannedUnits: number;
}

/** What a sequential test says at one look. */
export interface SequentialLook {
  /** Standard errors the interval reaches to either side; grows slowly with further looks. */
  readonly critical: number;
  /** Valid at any look; below alpha exactly when |statistic| exceeds `critical`. */
  readonly pValue: number;
}

/**
 * Boundary and p-value of the asymptotic confidence sequence after `units` units of both arms.
 *
 * @throws RangeError when alpha is not between 0 and 1, there are no units or less than one is planned, or the
 * statistic is no number.
 *
 * Source: Waudby-Smith, Arbour, Sinha, Kennedy and Ramdas, "Time-uniform central limit theory and
 * asymptotic confidence sequences", Annals of Statistics 2024; tuning by their formula for rho.
 */
export function confidenceSequence(
  units: number,
  statistic: number,
  { alpha, plannedUnits }: SequenceOptions,
): SequentialLook {
  checkedLook(units, statistic);
  const logAlpha = Math.log(checkedAlpha(alpha));
  const information = units * sequenceTuning(logAlpha, plannedUnits);
  const logRoot = Math.log1p(information) / 2;
  const shrink = information / (1 + information);
  const logP = logRoot - (statistic * statistic * shrink) / 2;
  return {
    critical: Math.sqrt((2 * (logRoot - logAlpha)) / shrink),
    pValue: Math.exp(Math.min(0, logP)),
  };
}

/**
 * The tuning per unit, rho squared, that makes a sequence tightest at the planned units.
 *
 * @param logAlpha - Of the level the sequence is tested at: a tuning for another level costs width.
 */
export function sequenceTuning(logAlpha: number, plannedUnits: number): number {
  if (!(plannedUnits >= 1 && plannedUnits < Infinity)) {
    throw new RangeError(`plannedUnits: expected a finite number >= 1, got ${plannedUnits}`);
  }
  return (-2 * logAlpha + Math.log1p(-2 * logAlpha)) / plannedUnits;
}

/** Refuses a look at nothing. */
export function checkedLook(units: number, statistic: number): void {
  if (!(units > 0 && units < Infinity)) throw new RangeError(`units: expected a finite number > 0, got ${units}`);
  if (Number.isNaN(statistic)) throw new RangeError("statistic: expected a number of standard errors, got NaN");
}
