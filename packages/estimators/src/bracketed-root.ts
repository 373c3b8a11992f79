import type { Interval } from "./comparison.ts";

/**
 * Where a continuous function changes sign between two points.
 *
 * Inverse quadratic steps where they are safe, bisection elsewhere, down to neighboring doubles. The
 * values at the two ends must differ in sign (a zero counts as either); infinities are allowed there.
 *
 * Source: Chandrupatla, "A new hybrid quadratic/bisection algorithm for finding the zero of a nonlinear
 * function without using derivatives", Advances in Engineering Software 28, 1997.
 */
export function bracketedRoot(
  f: (x: number) => number,
  [low, high]: Interval,
): number {
  let best = { x: high, y: f(high) };
  let other = { x: low, y: f(low) };
  let share = 0.5;
  for (let iteration = 0; iteration < 200; iteration += 1) {
    const x = best.x + share * (other.x - best.x);
    const point = { x, y: f(x) };
    let left = other;
    if (point.y > 0 === best.y > 0) left = best;
    else [other, left] = [best, other];
    best = point;
    const nearest = Math.abs(best.y) < Math.abs(other.y) ? best : other;
    const width = Math.abs(other.x - best.x);
    const resolution = 2 * Number.EPSILON * Math.abs(nearest.x) + Number.MIN_VALUE;
    if (nearest.y === 0 || width <= resolution) return nearest.x;
    share = Math.min(1 - resolution / width, Math.max(resolution / width, stepShare(best, other, left)));
  }
  return best.x;
}

interface Point {
  readonly x: number;
  readonly y: number;
}

/** Share of the bracket to step by: inverse quadratic where the three points allow it, else one half. */
function stepShare(best: Point, other: Point, left: Point): number {
  const xi = (best.x - other.x) / (left.x - other.x);
  const phi = (best.y - other.y) / (left.y - other.y);
  if (!(phi * phi < xi && (1 - phi) * (1 - phi) < 1 - xi)) return 0.5;
  return (
    (best.y / (other.y - best.y)) * (left.y / (other.y - left.y)) +
    (((left.x - best.x) / (other.x - best.x)) * (best.y / (left.y - best.y)) * other.y) /
      (left.y - other.y)
  );
}
