/**
 * What Stirling's formula leaves over: log Gamma(x) - [(x - 1/2) log x - x + log(2 pi) / 2], for x > 0.
 *
 * Below 12 the argument is first raised by the recurrence of the gamma function. Absolute error below
 * 2e-15.
 *
 * Source: Abramowitz and Stegun, 6.1.15 and 6.1.41.
 */
export function stirlingCorrection(x: number): number {
  let raised = x;
  let correction = 0;
  for (; raised < 12; raised += 1) correction += (raised + 0.5) * Math.log1p(1 / raised) - 1;
  const inverse = 1 / raised;
  const square = inverse * inverse;
  const tail = 1 / 1680 - square * (1 / 1188 - square * (691 / 360_360));
  return correction + inverse * (1 / 12 - square * (1 / 360 - square * (1 / 1260 - square * tail)));
}
