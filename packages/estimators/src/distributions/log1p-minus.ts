/**
 * log(1 + x) - x without the cancellation that subtracting the two would cost near zero.
 *
 * Loader's deviances are multiples of it; with counts of 10^8 the plain difference would leave no
 * correct digit. Relative error below 4e-16 on |x| <= 0.5; -Infinity at -1.
 *
 * Source: the series of 2 atanh(x / (2 + x)); Loader, "Fast and Accurate Computation of Binomial
 * Probabilities", 2000, uses the same device in bd0.
 */
export function log1pMinus(x: number): number {
  if (Math.abs(x) > 0.5) return Math.log1p(x) - x;
  const r = x / (2 + x);
  const square = r * r;
  let power = 1;
  let sum = 1 / 3;
  for (let k = 5; power > 1e-18; k += 2) {
    power *= square;
    sum += power / k;
  }
  return r * (2 * square * sum - x);
}
