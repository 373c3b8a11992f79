import type { Side, Tails } from "./tails.ts";

/** What the search needs to know at one position of a coordinate in which the density is log-concave. */
export interface TailPoint {
  readonly tails: Tails;
  readonly logDensity: number;
  /** Derivative of the log density. */
  readonly slope: number;
}

/** A probability and the side it is counted from. */
export interface TailProbability {
  readonly probability: number;
  readonly side: Side;
}

/** Where to look, and from where: any start will do, a close one is faster. */
export interface TailSearch {
  readonly at: (position: number) => TailPoint;
  readonly start: (smaller: TailProbability) => number;
}

/** Below this, one more step of third order is past rounding. */
const CLOSE = 1e-6;

/** Longest step upward from below an upper tail's quantile, where the coordinate could overflow. */
const LONGEST_STEP_UP = 1;

/**
 * The position beyond which the given tail probability lies: infinite for probabilities 0 and 1.
 *
 * Newton's method on the logarithm of the smaller tail, with Halley's correction once that is close. Both tails of
 * a log-concave density are log-concave, so Newton's steps converge from any start and never need a bracket.
 *
 * Source: Bagnoli and Bergstrom, "Log-concave Probability and its Applications", 2005, theorems 1 and 3.
 */
export function tailQuantile(search: TailSearch, tail: TailProbability): number {
  // The smaller tail tells the point most sharply.
  const { probability, side } = tail.probability > 0.5 ? complement(tail) : tail;
  const sign = side === "lower" ? 1 : -1;
  if (probability === 0) return -sign * Infinity;
  const target = Math.log(probability);
  let position = search.start({ probability, side });
  for (let iteration = 0, far = true; far && iteration < 200; iteration += 1) {
    const { tails, logDensity, slope } = search.at(position);
    const logTail = tails.logShare(side);
    const excess = logTail - target;
    const hazard = sign * Math.exp(logDensity - logTail);
    const newton = -excess / hazard;
    const bend = Math.abs(excess) < 0.5 ? 1 + (newton * (slope - hazard)) / 2 : 1;
    position += side === "lower" ? newton / bend : Math.min(newton / bend, LONGEST_STEP_UP);
    far = Math.abs(excess) > CLOSE;
  }
  return position;
}

function complement({ probability, side }: TailProbability): TailProbability {
  return { probability: 1 - probability, side: side === "lower" ? "upper" : "lower" };
}

/**
 * A normal score for an upper tail of at most one half, to 3e-3: good enough to start from.
 *
 * Source: Abramowitz and Stegun 26.2.22.
 */
export function roughNormalScore({ probability, side }: TailProbability): number {
  const t = Math.sqrt(-2 * Math.log(probability));
  const above = 2.30753 + t * 0.27061;
  const below = 1 + t * (0.99229 + t * 0.04481);
  return side === "upper" ? t - above / below : above / below - t;
}
