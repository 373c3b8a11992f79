import { checkedAlpha } from "../check-alpha.ts";
import type { Comparison, ComparisonOptions, InsufficientReason } from "../comparison.ts";
import type { ArmEstimate } from "../means/arm-estimate.ts";
import { welchDifference } from "../means/welch-difference.ts";
import { ratioEstimate } from "./ratio-estimate.ts";
import type { RatioMoments } from "./ratio-moments.ts";

/** Below this the delta method's normal approximation is not to be trusted. */
const FEWEST_UNITS = 30;

/**
 * Ratio of sums, such as revenue per order, of the treatment against the control.
 *
 * Units were randomized, not their orders, so the variance is that of the unit's deviation from the ratio
 * (the delta method). The lift interval is Fieller's, as for means.
 *
 * @returns `insufficient` with `too_few_units` under 30 units with a denominator in an arm,
 * `no_denominator` when an arm's denominators sum to zero, `no_variation` when every unit has the same
 * ratio.
 * @throws RangeError when the moments are not those of exactly two columns.
 *
 * Source: Deng, Knoblich and Lu, "Applying the Delta Method in Metric Analytics", KDD 2018.
 */
export function compareRatios(
  control: RatioMoments,
  treatment: RatioMoments,
  { alpha }: ComparisonOptions,
): Comparison {
  checkedAlpha(alpha);
  const controlRatio = ratioEstimate("control", control);
  const treatmentRatio = ratioEstimate("treatment", treatment);
  const reason = whyInsufficient(controlRatio, treatmentRatio);
  if (reason !== undefined || controlRatio === undefined || treatmentRatio === undefined) {
    return {
      kind: "insufficient",
      reason: reason ?? "no_denominator",
      controlMean: controlRatio?.value ?? null,
      treatmentMean: treatmentRatio?.value ?? null,
    };
  }
  return {
    kind: "compared",
    test: "ratio-delta",
    controlMean: controlRatio.value,
    treatmentMean: treatmentRatio.value,
    ...welchDifference(controlRatio, treatmentRatio, { alpha }),
  };
}

function whyInsufficient(
  control: ArmEstimate | undefined,
  treatment: ArmEstimate | undefined,
): InsufficientReason | undefined {
  if (control === undefined || treatment === undefined) return "no_denominator";
  const fewest = Math.min(control.degreesOfFreedom, treatment.degreesOfFreedom) + 1;
  if (fewest < FEWEST_UNITS) return "too_few_units";
  return control.variance + treatment.variance > 0 ? undefined : "no_variation";
}
