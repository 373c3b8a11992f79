/** A mean compared within strata, for the population they come from: their sizes are themselves a matter of chance, and effects may differ. */
import { compareMeans, mergeMoments, momentsOf, postStratify } from "@liftproof/estimators";
import { alpha, runsOf } from "./judge.mjs";

/** Share of the units, mean without treatment, and how much of the effect the stratum gets. */
const strata = [
  { stratum: "new", share: 0.5, mean: 8, weight: 0.5 },
  { stratum: "known", share: 0.3, mean: 10, weight: 1 },
  { stratum: "loyal", share: 0.2, mean: 15, weight: 2.25 },
];
const base = strata.reduce((sum, { share, mean }) => sum + share * mean, 0);
const deviation = 3;

export const stratified = [
  stratifiedScenario("Post-stratified, 250 per arm", { units: [250, 250], effect: 0 }),
  stratifiedScenario("Post-stratified, split 90/10, 900 and 100, effect differs by stratum", { units: [900, 100], effect: 0.8 }),
];

function stratifiedScenario(name, { units, effect }) {
  const truth = effect * strata.reduce((sum, { share, weight }) => sum + share * weight, 0);
  return {
    name,
    section: "one-look",
    effect: effect !== 0,
    runsShare: 0.5,
    run: runsOf({
      truth: { difference: truth, lift: truth / base },
      draw: (draws) => {
        const [control, treatment] = [arm(draws, units[0], 0), arm(draws, units[1], effect)];
        return strata.map(({ stratum }, i) => ({ stratum, control: control[i], treatment: treatment[i] }));
      },
      compare: (data) => postStratify(data, { alpha, effectOn: "population" }),
      unadjusted: (data) => compareMeans(merged(data, "control"), merged(data, "treatment"), { alpha }),
    }),
  };
}

function arm(draws, units, effect) {
  const values = strata.map(() => []);
  for (let unit = 0; unit < units; unit += 1) {
    const at = draws.uniform();
    const i = at < strata[0].share ? 0 : at < strata[0].share + strata[1].share ? 1 : 2;
    values[i].push(strata[i].mean + effect * strata[i].weight + deviation * draws.normal());
  }
  return values.map(momentsOf);
}

function merged(data, arm) {
  return data.map((stratum) => stratum[arm]).reduce((a, b) => mergeMoments(a, b));
}
