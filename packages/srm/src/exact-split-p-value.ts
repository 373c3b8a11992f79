import { logGamma } from "@liftproof/estimators";

/** Beyond this many outcomes the enumeration would cost more than the answer is worth. */
const MAX_OUTCOMES = 100_000;

/** Outcomes this close to the observed probability count as equally likely, as R's `binom.test` does. */
const TIE = Math.log1p(1e-7);

/** Counts of one multinomial draw with the shares it was promised. */
export interface ExactSplit {
  /** Whole numbers of at least 0. */
  readonly counts: readonly number[];
  /** Positive, summing to 1. */
  readonly shares: readonly number[];
}

/**
 * Exact p-value of a split: the chance of an outcome no more likely than the one seen.
 *
 * For the handful of units where the chi-square approximation is not to be trusted. With two arms it is
 * the exact binomial test.
 *
 * @returns `null` when there are more than 100,000 possible outcomes to add up.
 *
 * Source: Clopper-Pearson's companion test by the method of small p-values, as in R `binom.test`.
 */
export function exactSplitPValue({ counts, shares }: ExactSplit): number | null {
  const units = counts.reduce((sum, count) => sum + count, 0);
  if (outcomes(units, counts.length) > MAX_OUTCOMES) return null;
  const logShares = shares.map((share) => Math.log(share));
  const term = (arm: number, count: number): number => count * (logShares[arm] ?? 0) - logGamma(count + 1);
  const constant = logGamma(units + 1);
  const seen = counts.reduce((sum, count, arm) => sum + term(arm, count), constant) + TIE;

  const tail = (arm: number, left: number, log: number): number => {
    if (arm === counts.length - 1) {
      const whole = log + term(arm, left);
      return whole <= seen ? Math.exp(whole) : 0;
    }
    let sum = 0;
    for (let count = 0; count <= left; count += 1) sum += tail(arm + 1, left - count, log + term(arm, count));
    return sum;
  };
  return Math.min(1, tail(0, units, constant));
}

/** Ways to spread `units` over `arms`, stopping once there are too many. */
function outcomes(units: number, arms: number): number {
  let ways = 1;
  for (let arm = 1; arm < arms && ways <= MAX_OUTCOMES; arm += 1) ways *= (units + arm) / arm;
  return ways;
}
