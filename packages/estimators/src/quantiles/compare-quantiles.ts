import { checkedAlpha } from "../check-alpha.ts";
import type { Comparison, ComparisonOptions, InsufficientReason } from "../comparison.ts";
import type { ArmEstimate } from "../means/arm-estimate.ts";
import { welchDifference } from "../means/welch-difference.ts";
import { LARGEST_MEAN } from "../moments/check-moments.ts";
import type { InsufficientBand, QuantileBand } from "./quantile-band.ts";

/** More units than this at one value, and the quantile jumps instead of moving. */
const MOST_TIED = 0.05;

/** A band narrower than this loses its digits when squared. */
const SMALLEST_WIDTH = 1e-140;

/**
 * A quantile of the treatment against that of the control, such as the 90th percentile of load time.
 *
 * The standard error of each is half the width of its band over the critical value the band was made with.
 * The lift interval is Fieller's, as for means. `controlMean` and `treatmentMean` hold the two quantiles.
 *
 * @returns `insufficient` with the reason of the first arm that is, or `tied_at_quantile` when more than
 * 5 % of the units of an arm have a value equal to the quantile.
 * @throws RangeError when the two bands are of different quantiles, or no data could have them.
 *
 * Source: Deng, Knoblich and Lu, "Applying the Delta Method in Metric Analytics", KDD 2018, section 4.
 */
export function compareQuantiles(
  control: QuantileBand | InsufficientBand,
  treatment: QuantileBand | InsufficientBand,
  { alpha }: ComparisonOptions,
): Comparison {
  checkedAlpha(alpha);
  const means = { controlMean: control.estimate, treatmentMean: treatment.estimate };
  if (control.kind === "insufficient") {
    return { kind: "insufficient", reason: control.reason, ...means };
  }
  if (treatment.kind === "insufficient") {
    return { kind: "insufficient", reason: treatment.reason, ...means };
  }
  if (control.quantile !== treatment.quantile) {
    throw new RangeError(
      `treatment.quantile: expected ${control.quantile} as in the control, got ${treatment.quantile}`,
    );
  }
  const reason =
    whyInsufficient(checkedBand("control", control)) ??
    whyInsufficient(checkedBand("treatment", treatment));
  if (reason !== undefined) return { kind: "insufficient", reason, ...means };
  return {
    kind: "compared",
    test: "quantile-band",
    controlMean: control.estimate,
    treatmentMean: treatment.estimate,
    ...welchDifference(estimateOf(control), estimateOf(treatment), { alpha }),
  };
}

function checkedBand(name: string, band: QuantileBand): QuantileBand {
  const { low, estimate, high, bandCritical, lowRank, highRank } = band;
  if (!(low <= estimate && estimate <= high && Math.abs(low) <= LARGEST_MEAN && Math.abs(high) <= LARGEST_MEAN)) {
    throw new RangeError(
      `${name}: expected low <= estimate <= high within 1e140 of zero, got ${low}, ${estimate}, ${high}`,
    );
  }
  if (!(bandCritical > 0 && highRank > lowRank)) {
    throw new RangeError(
      `${name}: expected a band of some width, got ranks ${lowRank} to ${highRank} and bandCritical ${bandCritical}`,
    );
  }
  return band;
}

function whyInsufficient({ low, high, tiedShare }: QuantileBand): InsufficientReason | undefined {
  return tiedShare > MOST_TIED || high - low < SMALLEST_WIDTH ? "tied_at_quantile" : undefined;
}

function estimateOf(band: QuantileBand): ArmEstimate {
  const standardError = (band.high - band.low) / (2 * band.bandCritical);
  return {
    value: band.estimate,
    variance: standardError * standardError,
    degreesOfFreedom: band.units - 1,
  };
}
