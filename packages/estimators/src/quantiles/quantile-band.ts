import type { InsufficientReason } from "../comparison.ts";

/** A quantile in one arm, with the values that lie as far from it as chance may have moved it. */
export interface QuantileBand {
  readonly kind: "band";
  /** In (0, 1). */
  readonly quantile: number;
  /** Randomized units with at least one value. */
  readonly units: number;
  /** Values of all of them; as many as units when each has one. */
  readonly values: number;
  /** The value at rank `quantileRank(values, quantile)`. */
  readonly estimate: number;
  /** Values at `lowRank` and `highRank`. */
  readonly low: number;
  readonly high: number;
  /** Ranks start at 1 with the smallest value. */
  readonly lowRank: number;
  readonly highRank: number;
  /** Standard errors of the share below the quantile from the middle of the band to either end. */
  readonly bandCritical: number;
  /** Share of the units with a value equal to the estimate, in [0, 1]. */
  readonly tiedShare: number;
}

/** An arm whose quantile cannot be told yet, and why. */
export interface InsufficientBand {
  readonly kind: "insufficient";
  readonly reason: InsufficientReason;
  /** `null` when the arm has no values. */
  readonly estimate: number | null;
}
