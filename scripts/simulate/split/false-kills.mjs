/** How often a healthy split is killed by a million units, with a look after every unit. */
import { dirichlet } from "../draws.mjs";
import { alternativeShares, follow } from "./evidence.mjs";
import { healthyKills } from "./healthy-kills.mjs";

const horizon = 1_000_000;

export const falseKills = [
  healthy("50/50", { weights: [1, 1], claimed: 2.4e-4 }),
  healthy("90/10", { weights: [9, 1], claimed: 1.5e-4 }),
  healthy("three equal arms", { weights: [1, 1, 1], claimed: 3.4e-4 }),
];

function healthy(shortName, { weights, claimed }) {
  const run = (draws, runs) => healthyKills(runs, () => follow(draws, { weights, shares: alternativeShares(draws, { weights, dirichlet }), horizon }));
  return { name: `Healthy split, ${shortName}`, shortName, section: "false-kills", claimed, runsShare: 0.025, run };
}
