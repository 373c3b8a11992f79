import type { SequenceOptions, SequentialLook } from "./confidence-sequence.ts";
import { checkedLook, sequenceTuning } from "./confidence-sequence.ts";

/**
 * Boundary and p-value, at one look, of the asymptotic confidence sequence that bounds an effect from one
 * side.
 *
 * Tuned like the two-sided sequence at twice alpha, and wider than that by next to nothing: the price of
 * a proof for one side.
 *
 * @param statistic - Distance on the side where it speaks against the hypothesis, in standard errors.
 * @throws RangeError when alpha is not between 0 and 1/2, there are no units or less than one is planned, or the
 * statistic is no number.
 *
 * Source: Waudby-Smith, Arbour, Sinha, Kennedy and Ramdas, "Time-uniform central limit theory and
 * asymptotic confidence sequences", Annals of Statistics 2024, appendix on one-sided sequences.
 */
export function oneSidedSequence(
  units: number,
  statistic: number,
  { alpha, plannedUnits }: SequenceOptions,
): SequentialLook {
  checkedLook(units, statistic);
  if (!(alpha > 0 && alpha < 0.5)) {
    throw new RangeError(`alpha: expected a one-sided error rate between 0 and 1/2, got ${alpha}`);
  }
  const logAlpha = Math.log(2 * alpha);
  const information = units * sequenceTuning(logAlpha, plannedUnits);
  const logRoot = Math.log1p(information) / 2;
  const shrink = information / (1 + information);
  const toReject = Math.log1p(Math.exp(logRoot - logAlpha));
  const gone = Math.max(0, statistic);
  const against = (gone * gone * shrink) / 2;
  return {
    critical: Math.sqrt((2 * toReject) / shrink),
    pValue: Math.min(1, Math.exp(logRoot - against) / (2 * -Math.expm1(-against))),
  };
}
