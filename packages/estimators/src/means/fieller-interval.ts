import type { Interval } from "../comparison.ts";

/** A difference, the base it is divided by, and how the two vary together. */
export interface RelativeEffect {
  readonly difference: number;
  readonly differenceVariance: number;
  /** Its sign is ignored: a change upwards is a positive lift of a negative base too. */
  readonly base: number;
  readonly baseVariance: number;
  /** Of difference and base; minus the variance of the base for plain independent means. */
  readonly covariance: number;
}

/**
 * Interval of difference / |base| by Fieller's theorem.
 *
 * Its low end passes zero exactly when the difference does, so lift and difference can never disagree;
 * delta-method intervals reject 8 to 9 % of true nulls at low counts.
 *
 * @param critical - Quantile the interval is built with: of t, or of the normal.
 * @returns `"unbounded"` when the base lies within `critical` standard errors of zero, or so close to it
 * that an end is larger than any double.
 *
 * Source: Fieller, "Some Problems in Interval Estimation", JRSS B 16, 1954.
 */
export function fiellerInterval(effect: RelativeEffect, critical: number): Interval | "unbounded" {
  const base = Math.abs(effect.base);
  const [deviation, baseDeviation] = [effect.differenceVariance, effect.baseVariance].map(Math.sqrt);
  const halfWidth = critical * (deviation ?? 0);
  // Difference and base each in a unit of their own: no square of either can overflow or vanish.
  const reach = (critical * (baseDeviation ?? 0)) / base;
  if (!(reach < 1) || !(halfWidth < Infinity)) return "unbounded";
  const unit = Math.max(Math.abs(effect.difference), halfWidth);
  if (unit === 0) return [0, 0];
  const d = effect.difference / unit;
  const h = halfWidth / unit;
  const shared = correlation(effect, [deviation ?? 0, baseDeviation ?? 0]) * h * reach;
  const leading = (1 - reach) * (1 + reach);
  const middle = d - shared;
  const constant = (d - h) * (d + h);
  const spread = h * h - 2 * d * shared + d * d * reach * reach - (h * h * reach * reach - shared * shared);
  const root = Math.sqrt(Math.max(0, spread));
  // The larger root first, the other from the product of the two: neither cancels.
  const far = middle + (middle < 0 ? -root : root);
  const first = (far / leading) * (unit / base);
  const second = far === 0 ? first : (constant / far) * (unit / base);
  if (!Number.isFinite(first) || !Number.isFinite(second)) return "unbounded";
  return first < second ? [first, second] : [second, first];
}

/** Of the difference with the size of the base. */
function correlation(
  { base, covariance }: RelativeEffect,
  [deviation, baseDeviation]: readonly [number, number],
): number {
  if (deviation === 0 || baseDeviation === 0) return 0;
  const signed = (base < 0 ? -covariance : covariance) / deviation / baseDeviation;
  return Math.min(1, Math.max(-1, signed));
}
