import { betaLower, betaUpper } from "../distributions/beta.ts";
import type { RatePair, SquareLine } from "./integrate-along-line.ts";
import { integrateAlongLine, narrowerIsX } from "./integrate-along-line.ts";

/**
 * Probability that (x, y) lies below a line through the unit square: for when that is the smaller part, of which
 * 1 minus the part above would keep no digits.
 *
 * Beyond the end of the line all of the square is below it.
 */
export function probabilityBelowLine(pair: RatePair, line: SquareLine): number {
  const { x, y } = pair;
  const beside = integrateAlongLine(pair, line, "below").integral;
  return narrowerIsX(pair, line)
    ? beside + betaUpper(line.x.length, x.a, x.b)
    : beside + betaLower(line.y.rest, y.a, y.b);
}
