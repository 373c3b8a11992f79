import type { BetaShapes } from "../distributions/beta.ts";
import { logOddsSpread } from "./beta-posterior.ts";
import type { SquareLine } from "./integrate-along-line.ts";
import { probabilityAboveLine } from "./probability-above-line.ts";

const WHOLE = { length: 1, rest: 0 };
const DIAGONAL: SquareLine = { x: WHOLE, y: WHOLE, by: "difference" };

/** Which of two rates is greater: two probabilities that sum to 1. */
export interface GreaterRate {
  readonly firstGreater: number;
  readonly secondGreater: number;
}

/**
 * Probability that one rate is greater than another, both ways.
 *
 * The smaller of the two is integrated and the other is its complement, whichever way round the arms are
 * named, so the two always sum to 1 and a probability of 1e-18 keeps its digits.
 *
 * Source: the beta-binomial integral; Miller, "Formulas for Bayesian A/B Testing", 2015, for whole shapes.
 */
export function probabilityGreater(first: BetaShapes, second: BetaShapes): GreaterRate {
  if (first.a === second.a && first.b === second.b) return { firstGreater: 0.5, secondGreater: 0.5 };
  if (!comesFirst(first, second)) {
    const { firstGreater, secondGreater } = probabilityGreater(second, first);
    return { firstGreater: secondGreater, secondGreater: firstGreater };
  }
  if (first.a / (first.a + first.b) < second.a / (second.a + second.b)) {
    const smaller = probabilityAboveLine({ x: second, y: first }, DIAGONAL).integral;
    return { firstGreater: smaller, secondGreater: 1 - smaller };
  }
  const smaller = probabilityAboveLine({ x: first, y: second }, DIAGONAL).integral;
  return { firstGreater: 1 - smaller, secondGreater: smaller };
}

/** An order of the two that does not depend on how they were named. */
function comesFirst(first: BetaShapes, second: BetaShapes): boolean {
  const gap = logOddsSpread(first) - logOddsSpread(second);
  if (gap !== 0) return gap < 0;
  return first.a !== second.a ? first.a < second.a : first.b < second.b;
}
