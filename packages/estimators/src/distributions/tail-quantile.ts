import type { Tails } from "./tails.ts";

/** A distribution in a coordinate in which its density is log-concave. */
export interface LogConcave {
  readonly tails: (position: number) => Tails;
  readonly logDensity: (position: number) => number;
  /** Where the search starts; the center of the distribution is a good place. */
  readonly start: number;
  /** Longest step towards larger positions, where the coordinate could overflow. */
  readonly maxStepUp: number;
}

/** A probability and the side it is counted from. */
export interface TailProbability {
  readonly probability: number;
  readonly side: "lower" | "upper";
}

/**
 * The position beyond which the given tail probability lies.
 *
 * Newton's method on the logarithm of the smaller tail. Both tails of a log-concave density are
 * log-concave, so the method converges from any start and never needs a bracket.
 *
 * Source: Bagnoli and Bergstrom, "Log-concave Probability and its Applications", 2005, theorems 1 and 3.
 */
export function tailQuantile(distribution: LogConcave, { probability, side }: TailProbability): number {
  if (probability > 0.5) {
    const other = side === "lower" ? "upper" : "lower";
    return tailQuantile(distribution, { probability: 1 - probability, side: other });
  }
  const target = Math.log(probability);
  const sign = side === "lower" ? 1 : -1;
  let position = distribution.start;
  for (let iteration = 0; iteration < 200; iteration += 1) {
    const tails = distribution.tails(position);
    const logTail = side === "lower" ? tails.logLower : tails.logUpper;
    const excess = logTail - target;
    const step = -sign * excess * Math.exp(logTail - distribution.logDensity(position));
    position += Math.min(step, distribution.maxStepUp);
    // Convergence is quadratic: the step just taken squares this error below rounding.
    if (Math.abs(excess) < 1e-9) break;
  }
  return position;
}
