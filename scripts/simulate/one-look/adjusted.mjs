/** Means adjusted for what was known of the units before the experiment. */
import { cuped } from "@liftproof/estimators";
import { jointArm } from "../arms.mjs";
import { alpha, runsOf } from "./judge.mjs";

const base = 10;

export const adjusted = [
  {
    name: "CUPED, correlation 0.6, 200 per arm",
    section: "one-look",
    effect: false,
    run: runsOf({
      truth: { difference: 0, lift: 0 },
      draw: (draws) => [correlated(draws, 200, 0), correlated(draws, 200, 0)],
      compare: (arms) => comparison(cuped(arms, { alpha }), 0),
    }),
  },
  {
    name: "CUPED, correlation 0.6, 200 per arm, +5 %",
    section: "one-look",
    effect: true,
    run: runsOf({
      truth: { difference: 0.5, lift: 0.05 },
      draw: (draws) => [correlated(draws, 200, 0), correlated(draws, 200, 0.5)],
      compare: (arms) => comparison(cuped(arms, { alpha }), 0),
    }),
  },
  {
    name: "CUPED, three arms, the third against control, the second moved",
    section: "one-look",
    effect: false,
    run: runsOf({
      truth: { difference: 0, lift: 0 },
      draw: (draws) => [correlated(draws, 100, 0), correlated(draws, 100, 5), correlated(draws, 100, 0)],
      compare: (arms) => comparison(cuped(arms, { alpha }), 1),
    }),
  },
];

/** Metric with deviation 2.5 and a covariate that foretells 36 % of its variance. */
function correlated(draws, units, effect) {
  return jointArm(units, () => {
    const before = draws.normal();
    return [base + effect + 2.5 * (0.6 * before + 0.8 * draws.normal()), before];
  });
}

export function comparison(result, treatment) {
  return result.kind === "insufficient" ? result : { kind: "compared", ...result.comparisons[treatment] };
}
