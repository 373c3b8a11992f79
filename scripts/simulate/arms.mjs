/** Moments of one arm, drawn without a row for every unit where the metric allows it. */
import { jointMomentsOf, mergeMoments, momentsOf } from "@liftproof/estimators";
import { binomial, gamma } from "./draws.mjs";

/** Successes and trials of a rate. */
export function rateArm(draws, units, rate) {
  return { successes: binomial(draws, units, rate), trials: units };
}

/** Normal values; mean and m2 come from their own exact distributions. */
export function normalArm(draws, units, { mean, deviation }) {
  return {
    count: units,
    mean: mean + (deviation / Math.sqrt(units)) * draws.normal(),
    m2: deviation * deviation * 2 * gamma(draws, (units - 1) / 2),
  };
}

/** Revenue: 5 % of the units pay, each a lognormal amount of log deviation 1.2; the others are zeros. */
export const payingShare = 0.05;
const logDeviation = 1.2;
export const meanPayment = 50 * Math.exp(logDeviation ** 2 / 2);

export function revenueArm(draws, units, factor = 1) {
  const paid = payments(draws, units).map((payment) => factor * payment);
  return { ...mergeMoments({ count: units - paid.length, mean: 0, m2: 0 }, momentsOf(paid)), payers: paid.length };
}

/** What those pay who do. */
export function payments(draws, units) {
  return Array.from({ length: binomial(draws, units, payingShare) }, () => 50 * Math.exp(logDeviation * draws.normal()));
}

/** Rows of one arm from a function of a unit, as joint moments. */
export function jointArm(units, row) {
  const rows = Array.from({ length: units }, row);
  return jointMomentsOf(rows, rows[0].length);
}

/** Standard deviation of the revenue of one unit. */
export const revenueDeviation = Math.sqrt(payingShare * meanPayment ** 2 * (Math.exp(logDeviation ** 2) - payingShare));
