import type { Interval } from "../comparison.ts";
import type { RateCount } from "./rate-count.ts";

/**
 * Score interval of one rate.
 *
 * Source: Wilson, "Probable Inference, the Law of Succession, and Statistical Inference", JASA 22, 1927.
 */
export function wilsonInterval({ successes, trials }: RateCount, critical: number): Interval {
  const square = critical * critical;
  const center = 2 * successes + square;
  const misses = trials - successes;
  const root = critical * Math.sqrt(square + (4 * successes * misses) / trials);
  const low = (2 * successes * (successes / trials)) / (center + root);
  return [low, (center + root) / (2 * (trials + square))];
}
