import type { InsufficientReason } from "../comparison.ts";
import { normalQuantileUpper } from "../distributions/normal.ts";
import { ratioEstimate } from "../ratios/ratio-estimate.ts";
import type { RatioMoments } from "../ratios/ratio-moments.ts";
import { checkedQuantile } from "./quantile-rank.ts";

/** Fewer units than this beyond the quantile, on either side, say too little about it. */
const FEWEST_IN_TAIL = 10;

/** 100 units above the 90th percentile are 10, though 100 * (1 - 0.9) is a hair less; a share of all may be so as well. */
const ROUNDING = 1e-12;

/** What is known of an arm once the value of its quantile is. */
export interface QuantileSummary {
  readonly quantile: number;
  /**
   * Over the units of the arm: how many values of a unit are at or below the quantile, and how many it has.
   * Units without values are left out.
   */
  readonly belowMoments: RatioMoments;
  /** Standard errors from the middle of the band to its ends; 1.96 when left out. */
  readonly bandCritical?: number;
}

/** Ranks, from 1, of the values at the two ends of the band. */
export interface QuantileRanks {
  readonly kind: "ranks";
  readonly lowRank: number;
  readonly highRank: number;
  /** What the band critical has become by rounding the ranks outwards. */
  readonly bandCritical: number;
}

/**
 * Which order statistics to fetch to learn how uncertain a quantile is.
 *
 * The share of values below the true quantile varies between samples as the ratio of two sums over the
 * randomized units; the values at the shares one band away show what that means in units of the metric.
 *
 * @returns `insufficient` with `too_few_in_tail` unless units times min(quantile, 1 - quantile) is at least
 * 10, `tied_at_quantile` when no value lies above the quantile, `no_variation` when every unit has the same
 * share below, `band_outside_sample` when a rank is not one of the sample.
 * @throws RangeError when the quantile does not lie between 0 and 1 or the moments are not of two columns.
 *
 * Source: Deng, Knoblich and Lu, "Applying the Delta Method in Metric Analytics", KDD 2018, section 4.
 */
export function quantileRanks(
  summary: QuantileSummary,
): QuantileRanks | { readonly kind: "insufficient"; readonly reason: InsufficientReason } {
  const { belowMoments, bandCritical = normalQuantileUpper(0.025) } = summary;
  const quantile = checkedQuantile(summary.quantile);
  if (!(bandCritical > 0 && bandCritical < 100)) {
    throw new RangeError(`bandCritical: expected a number between 0 and 100, got ${bandCritical}`);
  }
  const below = ratioEstimate("belowMoments", belowMoments);
  const units = belowMoments.count;
  const inTail = units * Math.min(quantile, 1 - quantile) * (1 + ROUNDING);
  if (below === undefined || inTail < FEWEST_IN_TAIL) {
    return { kind: "insufficient", reason: "too_few_in_tail" };
  }
  // No value lies above the quantile: all that should are equal to it.
  if (below.value > 1 - ROUNDING) return { kind: "insufficient", reason: "tied_at_quantile" };
  if (!(below.variance > 0)) return { kind: "insufficient", reason: "no_variation" };
  const values = Math.round(units * (belowMoments.means[1] ?? 0));
  const deviation = Math.sqrt(below.variance);
  // A value at rank r is, on average, the quantile at r / (values + 1).
  const lowRank = Math.floor((values + 1) * (quantile - bandCritical * deviation));
  const highRank = Math.ceil((values + 1) * (quantile + bandCritical * deviation));
  if (lowRank < 1 || highRank > values) return { kind: "insufficient", reason: "band_outside_sample" };
  return {
    kind: "ranks",
    lowRank,
    highRank,
    bandCritical: (highRank - lowRank) / (2 * (values + 1) * deviation),
  };
}
