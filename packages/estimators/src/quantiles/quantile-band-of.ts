import type { InsufficientBand, QuantileBand } from "./quantile-band.ts";
import { jointMomentsOf } from "../moments/joint-moments-of.ts";
import { quantileRank } from "./quantile-rank.ts";
import { quantileRanks } from "./quantile-ranks.ts";

/** Which quantile, and how wide the band around it. */
export interface QuantileOptions {
  readonly quantile: number;
  /** Standard errors from the middle of the band to its ends; 1.96 when left out. */
  readonly bandCritical?: number;
}

/**
 * The band around a quantile of one arm, from its values.
 *
 * @param units - One entry per randomized unit: its value, or all of its values. Units without values take
 * no part.
 * @throws RangeError when a value is not finite or the quantile does not lie between 0 and 1.
 */
export function quantileBandOf(
  units: Iterable<number | readonly number[]>,
  options: QuantileOptions,
): QuantileBand | InsufficientBand {
  const { quantile } = options;
  const perUnit = Array.from(units, (unit) => (typeof unit === "number" ? [unit] : unit)).filter(
    (unit) => unit.length > 0,
  );
  const sorted = Float64Array.from(perUnit.flat()).sort();
  const odd = [sorted.at(0) ?? 0, sorted.at(-1) ?? 0].find((value) => !Number.isFinite(value));
  if (odd !== undefined) throw new RangeError(`units: expected finite values, got ${odd}`);
  const values = sorted.length;
  if (values === 0) return { kind: "insufficient", reason: "too_few_units", estimate: null };
  const estimate = sorted[quantileRank(values, quantile) - 1] ?? 0;
  const rows = perUnit.map((unit) => [unit.filter((value) => value <= estimate).length, unit.length]);
  const ranks = quantileRanks({ ...options, belowMoments: jointMomentsOf(rows, 2) });
  if (ranks.kind === "insufficient") return { ...ranks, estimate };
  const tied = perUnit.filter((unit) => unit.includes(estimate)).length;
  return {
    ...ranks,
    kind: "band",
    quantile,
    units: perUnit.length,
    values,
    estimate,
    low: sorted[ranks.lowRank - 1] ?? estimate,
    high: sorted[ranks.highRank - 1] ?? estimate,
    tiedShare: tied / perUnit.length,
  };
}
