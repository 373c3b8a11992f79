/** Splits that change on the way: how often a healthy ramp is killed, and how soon a break after it is found. */
import { phasedSampleRatio, sampleRatio } from "@liftproof/srm";
import { binomial, dirichlet } from "../draws.mjs";
import { newTally } from "../tally.mjs";
import { alternativeShares } from "./evidence.mjs";
import { healthyKills } from "./healthy-kills.mjs";
import { followPhases } from "./ramp-evidence.mjs";

const million = 1_000_000;
const ramp = [
  { weights: [19, 1], units: 20_000 },
  { weights: [4, 1], units: 80_000 },
  { weights: [1, 1], units: 900_000 },
];

export const healthyRamps = [healthy("ramp of 95/5, 80/20, 50/50", ramp)];

export const brokenRamps = [
  broken("thirds", "one arm silent", [{ weights: [1, 1, 1], shares: [0.5, 0.5, 0], units: million }], 0.01),
  broken("90/10", "88/12", [{ weights: [9, 1], shares: [0.88, 0.12], units: million }]),
  ...["45/55", "48/52"].map((truth) => {
    const first = Number(truth.slice(0, 2)) / 100;
    return broken("90/10 for 100,000 units, then 50/50", `as promised, then ${truth}`, [
      { weights: [9, 1], shares: [0.9, 0.1], units: 100_000 },
      { weights: [1, 1], shares: [first, 1 - first], units: 900_000 },
    ]);
  }),
];

/** The mistake that phases are there to avoid: all units held to the weights of the day. */
export const blendedRamps = [
  {
    name: "Healthy ramp held to its last weights",
    section: "blended",
    runsShare: 0.025,
    run: (draws, runs) => {
      const { tally, count } = newTally();
      const sizes = [20_000, 80_000, 10_000];
      for (let at = 0; at < runs; at += 1) {
        const phases = ramp.map(({ weights: [a, b] }, i) => {
          const second = binomial(draws, sizes[i], b / (a + b));
          return { phase: i + 1, arms: [{ arm: "a", units: sizes[i] - second, weight: a }, { arm: "b", units: second, weight: b }] };
        });
        const all = [0, 1].map((i) => ({ ...phases[2].arms[i], units: phases.reduce((sum, { arms }) => sum + arms[i].units, 0) }));
        count("runs");
        count("blended", sampleRatio(all, { interim: true }).verdict === "kill");
        count("phased", phasedSampleRatio(phases, { interim: true }).verdict === "kill");
      }
      return tally;
    },
  },
];

/** Every phase is drawn from the guard's alternative for its own weights. */
function healthy(shortName, phases) {
  const run = (draws, runs) =>
    healthyKills(runs, () => followPhases(draws, phases.map((phase) => ({ ...phase, shares: alternativeShares(draws, { weights: phase.weights, dirichlet }) }))));
  return { name: `Healthy split, ${shortName}`, shortName, section: "false-kills", runsShare: 0.025, run };
}

/** Units are counted from where the split breaks. */
function broken(promised, truth, phases, runsShare = 0.05) {
  const healthyUnits = phases.slice(0, -1).reduce((sum, { units }) => sum + units, 0);
  const run = (draws, runs) => {
    const { tally, count, keep } = newTally();
    for (let at = 0; at < runs; at += 1) {
      const { killed, disagrees } = followPhases(draws, phases);
      count("runs");
      count("disagrees", disagrees);
      count("early", killed !== undefined && killed.units <= healthyUnits);
      count("killed", killed !== undefined);
      keep("units", (killed?.units ?? million) - healthyUnits);
    }
    return tally;
  };
  return { name: `Promised ${promised}, true ${truth}`, promised, truth, section: "detection-ramps", runsShare, run };
}
