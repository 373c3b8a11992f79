import { logGamma } from "@liftproof/estimators";
import { exactBinomialPValue } from "./exact-binomial-p-value.ts";

/** Beyond this many outcomes the enumeration would cost more than the answer is worth: some 20 ms. */
const MAX_OUTCOMES = 100_000;

/** Outcomes this close to the observed probability count as equally likely, as R's `binom.test` does. */
const TIE = Math.log1p(1e-7);

/** Counts of one multinomial draw with the shares it was promised. */
export interface ExactSplit {
  /** Whole numbers of at least 0, two or more. */
  readonly counts: readonly number[];
  /** Positive, summing to 1; arms with the same promise have the very same number. */
  readonly shares: readonly number[];
}

/** The exact p-value, or why it was not computed. */
export type ExactSplitTest =
  | { readonly kind: "tested"; readonly pValue: number }
  | { readonly kind: "refused"; readonly reason: "too_many_outcomes"; readonly limit: number };

/**
 * Exact p-value of a split: the chance of an outcome no more likely than the one seen.
 *
 * For the handful of units where the chi-square approximation is not to be trusted. Two arms are the exact
 * binomial test and have no limit; among more, outcomes that differ only in which of several arms with
 * one promise got which count are counted once.
 *
 * Source: the method of small p-values, as in R `binom.test`; Read and Cressie, "Goodness-of-Fit
 * Statistics for Discrete Multivariate Data", 1988, for the multinomial.
 */
export function exactSplitTest({ counts, shares }: ExactSplit): ExactSplitTest {
  const units = counts.reduce((sum, count) => sum + count, 0);
  const [first = 0] = counts;
  const [own = 0.5, rest = 0.5] = shares;
  if (counts.length === 2) return { kind: "tested", pValue: exactBinomialPValue({ count: first, units, share: own, rest }) };

  const order = [...shares].sort((a, b) => a - b);
  const logShares = order.map((one) => Math.log(one));
  const logFactorials = Array.from({ length: units + 1 }, (_, count) => logGamma(count + 1));
  const logFactorial = (count: number): number => logFactorials[count] ?? logGamma(count + 1);
  const constant = logFactorial(units);
  const seen = counts.reduce((sum, count, arm) => sum + count * Math.log(shares[arm] ?? 0) - logFactorial(count), constant) + TIE;
  const openings = order.map((share) => logFactorial(order.filter((one) => one === share).length));
  let outcomes = 0;

  /** Mass of the tail over the arms from `arm` on; `previous` is what the arm before got, `run` how many in a row got that. */
  const tail = (arm: number, left: number, path: Path): number => {
    const sameAsBefore = arm > 0 && order[arm] === order[arm - 1];
    const most = sameAsBefore ? Math.min(left, path.previous) : left;
    // Orders of a group of equals: their factorial over that of every run of equal counts.
    const opened = sameAsBefore ? path.ways : path.ways + (openings[arm] ?? 0);
    const last = arm === order.length - 1;
    let sum = 0;
    for (let count = last ? left : 0; count <= most && outcomes <= MAX_OUTCOMES; count += 1) {
      const run = sameAsBefore && count === path.previous ? path.run + 1 : 1;
      const log = path.log + count * (logShares[arm] ?? 0) - logFactorial(count);
      const ways = opened - Math.log(run);
      if (!last) sum += tail(arm + 1, left - count, { previous: count, run, log, ways });
      else {
        outcomes += 1;
        if (log <= seen) sum += Math.exp(log + ways);
      }
    }
    // A dead end costs as much as an outcome.
    if (last && left > most) outcomes += 1;
    return sum;
  };
  const pValue = tail(0, units, { previous: units, run: 0, log: constant, ways: 0 });
  return outcomes > MAX_OUTCOMES ? { kind: "refused", reason: "too_many_outcomes", limit: MAX_OUTCOMES } : { kind: "tested", pValue: Math.min(1, pValue) };
}

interface Path {
  readonly previous: number;
  readonly run: number;
  /** Logarithm of the probability so far, of one order. */
  readonly log: number;
  /** Logarithm of the number of orders so far. */
  readonly ways: number;
}
