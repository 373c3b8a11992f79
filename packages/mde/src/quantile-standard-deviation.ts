import { expectThat } from "./expect-that.ts";

/** A quantile of a metric and how dense its values lie there. */
export interface QuantilePilot {
  /** In (0, 1): 0.95 for the slowest twentieth. */
  readonly quantile: number;
  /** Share of values per unit of the metric around the quantile, positive. */
  readonly density: number;
}

/**
 * Standard deviation that one value brings to a sample quantile, for use in `sizeMean` with the quantile
 * as the baseline.
 *
 * sqrt(q (1 - q)) / density: a quantile among few values is known poorly. Several values per unit make
 * clusters of them: size with `clusters`.
 *
 * @throws RangeError when the quantile is not in (0, 1) or the density not positive.
 *
 * Source: van der Vaart, "Asymptotic Statistics", 1998, corollary 21.5.
 */
export function quantileStandardDeviation({ quantile, density }: QuantilePilot): number {
  expectThat(quantile > 0 && quantile < 1, "quantile", { expected: "a number in (0, 1)", got: quantile });
  expectThat(density > 0 && density < Infinity, "density", { expected: "a finite number > 0", got: density });
  return Math.sqrt(quantile * (1 - quantile)) / density;
}
