/**
 * A point of the unit interval known from both ends: x and y = 1 - x, each with full relative accuracy,
 * and their logarithms, which outlive underflow.
 */
export interface UnitPoint {
  readonly x: number;
  readonly y: number;
  readonly logX: number;
  readonly logY: number;
}

/** The point x, for 0 <= x <= 1. */
export function unitPoint(x: number): UnitPoint {
  return { x, y: 1 - x, logX: Math.log(x), logY: Math.log1p(-x) };
}

/** The point whose log-odds log(x / y) are given: the natural coordinate for points beside 0 and 1. */
export function unitPointAtLogOdds(logOdds: number): UnitPoint {
  if (logOdds > 0) return mirroredPoint(unitPointAtLogOdds(-logOdds));
  const odds = Math.exp(logOdds);
  const logY = -Math.log1p(odds);
  return { x: odds / (1 + odds), y: 1 / (1 + odds), logX: logOdds + logY, logY };
}

/** The same point seen from the other end. */
export function mirroredPoint({ x, y, logX, logY }: UnitPoint): UnitPoint {
  return { x: y, y: x, logX: logY, logY: logX };
}
