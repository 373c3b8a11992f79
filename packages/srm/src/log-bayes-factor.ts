import { logOnePlusExcess } from "./log-one-plus-excess.ts";
import type { SplitDeparture } from "./split-departure.ts";
import { stirlingCorrection } from "./stirling-correction.ts";

/**
 * Natural logarithm of the Bayes factor of "some other split" against the promised split.
 *
 * The alternative spreads its belief around the promised shares as a Dirichlet with total
 * `concentration`: a large number looks for small departures over long runs, a small one for large
 * departures early. The factor is an e-value: whatever the number of looks, it exceeds 1/p with
 * probability at most p while the split is as promised.
 *
 * Written as (k + n) times a Kullback-Leibler divergence plus small corrections, because the textbook
 * form subtracts log Gamma values near 10^7 and keeps nine digits at best. Absolute error about 1e-12
 * for a million units.
 *
 * Source: Lindon and Malek, "Anytime-Valid Inference for Multinomial Count Data", NeurIPS 2022.
 */
export function logBayesFactor({ arms, units }: SplitDeparture, concentration: number): number {
  if (units === 0) return 0;
  const mass = concentration + units;
  let divergence = 0;
  let corrections = 0.5 * Math.log(mass / concentration) + stirlingCorrection(concentration) - stirlingCorrection(mass);
  for (const { observed, share, excess } of arms) {
    const prior = concentration * share;
    const posterior = prior + observed;
    const centre = mass * share;
    divergence += centre * logOnePlusExcess(excess / centre);
    corrections += 0.5 * Math.log(prior / posterior) + stirlingCorrection(posterior) - stirlingCorrection(prior);
  }
  return divergence + corrections;
}
