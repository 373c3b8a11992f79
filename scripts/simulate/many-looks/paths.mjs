/** Experiments as they grow: every look adds a batch of units to both arms. */
import { mergeMoments, varianceOf } from "@liftproof/estimators";
import { meanPayment, normalArm, payingShare, rateArm, revenueArm } from "../arms.mjs";

/** Rates: cumulative counts after each look. */
export function ratePath({ perLook, rates }) {
  return {
    perLook,
    truth: { difference: rates[1] - rates[0], lift: rates[1] / rates[0] - 1 },
    deviation: Math.sqrt(rates[0] * (1 - rates[0])),
    kind: "rate",
    start: () => [{ successes: 0, trials: 0 }, { successes: 0, trials: 0 }],
    grown: (draws, arms) =>
      arms.map(({ successes, trials }, i) => {
        const added = rateArm(draws, perLook[i], rates[i]);
        return { successes: successes + added.successes, trials: trials + added.trials };
      }),
    estimates: ([control, treatment]) => {
      const pooled = (control.successes + treatment.successes) / (control.trials + treatment.trials);
      const difference = treatment.successes / treatment.trials - control.successes / control.trials;
      return { difference, standardError: Math.sqrt(pooled * (1 - pooled) * (1 / control.trials + 1 / treatment.trials)) };
    },
  };
}

/** Means: cumulative moments and units with a value other than zero. */
function meanPath({ perLook, truth, deviation, arm }) {
  return {
    perLook,
    truth,
    deviation,
    kind: "mean",
    start: () => [0, 1].map(() => ({ count: 0, mean: 0, m2: 0, nonzero: 0 })),
    grown: (draws, arms) =>
      arms.map((known, i) => {
        const { payers, ...added } = arm(draws, perLook[i], i);
        return { ...mergeMoments(known, added), nonzero: known.nonzero + (payers ?? added.count) };
      }),
    estimates: ([control, treatment]) => ({
      difference: treatment.mean - control.mean,
      standardError: Math.sqrt(varianceOf(control) / control.count + varianceOf(treatment) / treatment.count),
    }),
  };
}

/** Normal values of mean 5 and deviation 1. */
export const normalMean = 5;

export function normalPath({ perLook, effect }) {
  return meanPath({
    perLook,
    truth: { difference: effect, lift: effect / normalMean },
    deviation: 1,
    arm: (draws, units, i) => normalArm(draws, units, { mean: normalMean + i * effect, deviation: 1 }),
  });
}

export function revenuePath({ perLook, deviation, factor = 1 }) {
  return meanPath({
    perLook,
    truth: { difference: (factor - 1) * payingShare * meanPayment, lift: factor - 1 },
    deviation,
    arm: (draws, units, i) => revenueArm(draws, units, i === 0 ? 1 : factor),
  });
}
