import type { RateCount } from "./rate-count.ts";

/** Likeliest rates of two arms whose difference or ratio is held fixed, with their complements. */
export interface RestrictedRates {
  readonly control: number;
  readonly controlComplement: number;
  readonly treatment: number;
  readonly treatmentComplement: number;
}

/**
 * Likeliest rates when treatment minus control is held at `difference`.
 *
 * Newton's method on the score, guarded by a bracket. The textbook root of the cubic by arc cosine loses
 * half the digits at rare rates.
 *
 * Source: Miettinen and Nurminen, "Comparative Analysis of Two Rates", Statistics in Medicine 4, 1985.
 */
export function restrictedByDifference(
  control: RateCount,
  treatment: RateCount,
  difference: number,
): RestrictedRates {
  if (difference < 0) return swapped(restrictedByDifference(treatment, control, -difference));
  const rate = lowerRate(control, treatment, difference);
  return {
    control: rate,
    controlComplement: 1 - rate,
    treatment: rate + difference,
    treatmentComplement: 1 - difference - rate,
  };
}

/**
 * Likeliest rates when treatment over control is held at `ratio`.
 *
 * The closed form, with discriminant and complements rewritten as sums of positive terms.
 *
 * Source: Koopman, "Confidence Intervals for the Ratio of Two Binomial Proportions", Biometrics 40, 1984.
 */
export function restrictedByRatio(
  control: RateCount,
  treatment: RateCount,
  ratio: number,
): RestrictedRates {
  const conversions = control.successes + treatment.successes;
  const controlMisses = control.trials - control.successes;
  const treatmentMisses = treatment.trials - treatment.successes;
  const left = control.trials + treatment.successes;
  const right = ratio * (treatment.trials + control.successes);
  const root = Math.sqrt((left - right) ** 2 + 4 * ratio * controlMisses * treatmentMisses);
  const sum = left + right + root;
  const misses = controlMisses + ratio * treatmentMisses;
  const shift = (ratio - 1) * conversions;
  const controlProduct = 4 * conversions * controlMisses * (1 - ratio);
  const treatmentProduct = 4 * ratio * conversions * treatmentMisses * (ratio - 1);
  return {
    control: (2 * conversions) / sum,
    controlComplement: stableSum(misses + shift, root, controlProduct) / sum,
    treatment: (2 * conversions * ratio) / sum,
    treatmentComplement: stableSum(misses - shift, root, treatmentProduct) / sum,
  };
}

/** w + root, where product = root^2 - w^2: the conjugate form when w is negative. */
function stableSum(w: number, root: number, product: number): number {
  return w < 0 ? product / (root - w) : w + root;
}

/** The control rate for a difference >= 0: the zero of a decreasing score on [0, 1 - difference]. */
function lowerRate(control: RateCount, treatment: RateCount, difference: number): number {
  const controlMisses = control.trials - control.successes;
  const treatmentMisses = treatment.trials - treatment.successes;
  let low = 0;
  let high = 1 - difference;
  const units = control.trials + treatment.trials;
  const pooled = control.successes + treatment.successes - treatment.trials * difference;
  let rate = Math.min(0.999 * high, Math.max(1e-3 * high, pooled / units));
  for (let iteration = 0; iteration < 200; iteration += 1) {
    const other = rate + difference;
    const gains = [control.successes / rate, treatment.successes / other] as const;
    const losses = [controlMisses / (1 - rate), treatmentMisses / (1 - other)] as const;
    const score = gains[0] + gains[1] - losses[0] - losses[1];
    if (score > 0) low = rate;
    else high = rate;
    const slope =
      gains[0] / rate + gains[1] / other + losses[0] / (1 - rate) + losses[1] / (1 - other);
    const next = rate + score / slope;
    const inside = next > low && next < high ? next : (low + high) / 2;
    if (Math.abs(inside - rate) <= 1e-16 * rate || inside === low || inside === high) return inside;
    rate = inside;
  }
  return rate;
}

function swapped(rates: RestrictedRates): RestrictedRates {
  return {
    control: rates.treatment,
    controlComplement: rates.treatmentComplement,
    treatment: rates.control,
    treatmentComplement: rates.controlComplement,
  };
}
