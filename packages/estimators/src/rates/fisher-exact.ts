import type { RateCount } from "./rate-count.ts";

/** Tables this close to the observed one in probability count as equally likely, as in R. */
const TIE_SLACK = 1e-7;

/**
 * Two-sided p-value of Fisher's exact test: all tables with these margins that are no likelier than the
 * observed one.
 *
 * Work grows with the smallest margin of the table, so it is meant for small expected cells.
 *
 * Source: Fisher, "Statistical Methods for Research Workers", 1934; two-sided by likelihood, as R's
 * fisher.test.
 */
export function fisherExact(control: RateCount, treatment: RateCount): number {
  const conversions = control.successes + treatment.successes;
  const fewest = Math.max(0, conversions - control.trials);
  const most = Math.min(conversions, treatment.trials);
  const likelihoods = [1];
  let likelihood = 1;
  for (let successes = fewest; successes < most; successes += 1) {
    likelihood *= (conversions - successes) * (treatment.trials - successes);
    likelihood /= (successes + 1) * (control.trials - conversions + successes + 1);
    if (likelihood > 1e250) {
      likelihood *= 1e-250;
      likelihoods.forEach((value, i) => (likelihoods[i] = value * 1e-250));
    }
    likelihoods.push(likelihood);
  }
  const observed = likelihoods[treatment.successes - fewest] ?? 0;
  const total = likelihoods.reduce((sum, value) => sum + value, 0);
  const extreme = likelihoods.reduce(
    (sum, value) => (value <= observed * (1 + TIE_SLACK) ? sum + value : sum),
    0,
  );
  return Math.min(1, extreme / total);
}
