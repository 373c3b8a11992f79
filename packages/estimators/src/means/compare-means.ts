import { checkedAlpha } from "../check-alpha.ts";
import type { Comparison, ComparisonOptions } from "../comparison.ts";
import { checkedMoments } from "../moments/check-moments.ts";
import type { Moments } from "../moments/moments.ts";
import { estimateOfMean } from "./estimate-of-mean.ts";
import { variesAtAll } from "./varies-at-all.ts";
import { welchDifference } from "./welch-difference.ts";

/**
 * Mean of the treatment against mean of the control, by Welch's test.
 *
 * @returns `insufficient` with `too_few_units` under two units in an arm, with `no_variation` when no unit
 * of either arm differs from its mean.
 * @throws RangeError when alpha does not lie between 0 and 1, or no data could have the moments.
 *
 * Source: Welch, 1947; lift interval by Fieller, 1954.
 */
export function compareMeans(
  control: Moments,
  treatment: Moments,
  { alpha }: ComparisonOptions,
): Comparison {
  checkedAlpha(alpha);
  checkedMoments("control", control);
  checkedMoments("treatment", treatment);
  const means = {
    controlMean: control.count > 0 ? control.mean : null,
    treatmentMean: treatment.count > 0 ? treatment.mean : null,
  };
  if (control.count < 2 || treatment.count < 2) {
    return { kind: "insufficient", reason: "too_few_units", ...means };
  }
  if (!variesAtAll([control, treatment])) {
    return { kind: "insufficient", reason: "no_variation", ...means };
  }
  return {
    kind: "compared",
    test: "welch",
    controlMean: control.mean,
    treatmentMean: treatment.mean,
    ...welchDifference(estimateOfMean(control), estimateOfMean(treatment), { alpha }),
  };
}
