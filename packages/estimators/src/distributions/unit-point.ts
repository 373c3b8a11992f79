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

/** A point that has not underflowed at either end: its logarithms can wait until somebody needs them. */
class PlainPoint implements UnitPoint {
  readonly x: number;
  readonly y: number;

  constructor(x: number, y: number) {
    this.x = x;
    this.y = y;
  }

  get logX(): number {
    return this.x < 0.5 ? Math.log(this.x) : Math.log1p(-this.y);
  }

  get logY(): number {
    return this.y < 0.5 ? Math.log(this.y) : Math.log1p(-this.x);
  }
}

/** The point x, for 0 <= x <= 1; y may be given where 1 - x would lose its digits. */
export function unitPoint(x: number, y: number = 1 - x): UnitPoint {
  return new PlainPoint(x, y);
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
