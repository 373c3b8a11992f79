import { integrateAlongLine } from "./integrate-along-line.ts";
import type { RatePair, SquareLine } from "./integrate-along-line.ts";
import type { LineIntegral } from "./integrate-line.ts";

/**
 * Probability that (x, y) lies above a line through the unit square; the slope is how fast it falls as the
 * line rises.
 *
 * With lengths 1 - d it is P(y - x > d); with x.length = 1/r and y.length = 1 it is P(y > r x).
 */
export function probabilityAboveLine(pair: RatePair, line: SquareLine): LineIntegral {
  return integrateAlongLine(pair, line, "above");
}
