import type { RateCount } from "./rate-count.ts";
import { checkedRate } from "./rate-count.ts";

/** Tables this close to the observed one in probability count as equally likely, as in R. */
const TIE_SLACK = 1e-7;

/**
 * Two-sided p-value of Fisher's exact test: all tables with these margins that are no likelier than the
 * observed one.
 *
 * Walks from the likeliest table to both sides until tables are too unlikely for a number, some forty
 * standard deviations of the table, so it is meant for small expected cells.
 *
 * @throws RangeError when a count is not whole or successes exceed trials.
 *
 * Source: Fisher, "Statistical Methods for Research Workers", 1934; two-sided by likelihood, as R's
 * fisher.test.
 */
export function fisherExact(control: RateCount, treatment: RateCount): number {
  checkedRate("control", control);
  checkedRate("treatment", treatment);
  const conversions = control.successes + treatment.successes;
  const fewest = Math.max(0, conversions - control.trials);
  const most = Math.min(conversions, treatment.trials);
  const likeliest = (conversions + 1) * ((treatment.trials + 1) / (control.trials + treatment.trials + 2));
  const mode = Math.min(most, Math.max(fewest, Math.floor(likeliest)));
  /** Likelihood of one more success in the treatment over that of `successes`. */
  const rise = (successes: number): number =>
    ((conversions - successes) / (successes + 1)) *
    ((treatment.trials - successes) / (control.trials - conversions + successes + 1));
  const likelihoods = new Map([[mode, 1]]);
  for (let k = mode, weight = 1; k < most && weight > 0; k += 1) likelihoods.set(k + 1, (weight *= rise(k)));
  for (let k = mode, weight = 1; k > fewest && weight > 0; k -= 1) likelihoods.set(k - 1, (weight /= rise(k - 1)));
  const observed = likelihoods.get(treatment.successes) ?? 0;
  let [extreme, total] = [0, 0];
  for (const likelihood of [...likelihoods.values()].sort((a, b) => a - b)) {
    total += likelihood;
    if (likelihood <= observed * (1 + TIE_SLACK)) extreme += likelihood;
  }
  return extreme / total;
}
