/**
 * Both tails of a distribution at one point, with their logarithms.
 *
 * The smaller tail is computed and the larger one derived from it, so each keeps its relative
 * accuracy: an upper tail of 1e-40 is not lost in 1 - 1. `logLower` and `logUpper` stay finite after
 * the tails themselves underflow.
 */
export interface Tails {
  readonly lower: number;
  readonly upper: number;
  readonly logLower: number;
  readonly logUpper: number;
}

/** Both tails from the logarithm of the lower one, which must be the one computed directly. */
export function tailsFromLogLower(logLower: number): Tails {
  const log = Math.min(0, logLower);
  const lower = Math.exp(log);
  return { lower, upper: -Math.expm1(log), logLower: log, logUpper: logOneMinusExp(log) };
}

/** The same distribution read from the other end. */
export function mirrored({ lower, upper, logLower, logUpper }: Tails): Tails {
  return { lower: upper, upper: lower, logLower: logUpper, logUpper: logLower };
}

/** log(1 - e^x) for x <= 0; the switch at log 2 keeps both branches free of cancellation. */
export function logOneMinusExp(x: number): number {
  return x > -Math.LN2 ? Math.log(-Math.expm1(x)) : Math.log1p(-Math.exp(x));
}
