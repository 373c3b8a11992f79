import { betaLower, betaUpper, logGamma } from "@liftproof/estimators";

/** Outcomes this close to the observed probability count as equally likely, as R's `binom.test` does. */
const TIE = Math.log1p(1e-7);

/** One arm of two. */
export interface BinomialCount {
  readonly count: number;
  readonly units: number;
  /** Promised share of the arm, in (0, 1), and what is left for the other one. */
  readonly share: number;
  readonly rest: number;
}

/**
 * Two-sided exact binomial p-value: the chance of a count no more likely than the one seen.
 *
 * The tail on the side of the count, and the tail on the other side from where counts are no more likely;
 * that place is found by bisection, so that millions of units cost no more than a handful.
 *
 * Source: R `binom.test`.
 */
export function exactBinomialPValue({ count, units, share, rest }: BinomialCount): number {
  const logMass = (k: number): number =>
    logGamma(units + 1) - logGamma(k + 1) - logGamma(units - k + 1) + k * Math.log(share) + (units - k) * Math.log(rest);
  const seen = logMass(count) + TIE;
  /** P(K <= k) and P(K >= k). */
  const atMost = (k: number): number => (k < 0 ? 0 : k >= units ? 1 : betaUpper(share, k + 1, units - k));
  const atLeast = (k: number): number => (k <= 0 ? 1 : k > units ? 0 : betaLower(share, k, units - k + 1));
  const mode = Math.min(units, Math.floor((units + 1) * share));
  if (count === mode || logMass(mode) <= seen) return 1;
  if (count < mode) return Math.min(1, atMost(count) + atLeast(firstIn(mode, units + 1, (k) => logMass(k) <= seen)));
  return Math.min(1, atLeast(count) + atMost(mode - firstIn(0, mode + 1, (steps) => logMass(mode - steps) <= seen)));
}

/** The least whole number from `low` up to `high` for which a condition holds that never ends once it began; `high` when none does. */
function firstIn(low: number, high: number, holds: (k: number) => boolean): number {
  let [below, above] = [low, high];
  while (below < above) {
    const middle = Math.floor((below + above) / 2);
    if (holds(middle)) above = middle;
    else below = middle + 1;
  }
  return above;
}
