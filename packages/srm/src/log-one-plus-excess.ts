/**
 * (1 + x) log(1 + x) - x, the cost of a relative excess x in a divergence, for x >= -1.
 *
 * Zero at 0 and positive elsewhere; near 0 it is x^2 / 2, which the plain formula would lose to
 * cancellation. Relative error below 1e-15.
 */
export function logOnePlusExcess(x: number): number {
  if (x === -1) return 1;
  if (Math.abs(x) > 0.1) return (1 + x) * Math.log1p(x) - x;
  // Taylor: sum over j >= 2 of (-x)^j / (j (j - 1)).
  let power = x * x;
  let sum = power / 2;
  for (let j = 3; Math.abs(power) > sum * 1e-17 && j < 24; j += 1) {
    power *= -x;
    sum += power / (j * (j - 1));
  }
  return sum;
}
