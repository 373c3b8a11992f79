/**
 * How often a healthy split is killed by a million units, with a look after every unit.
 *
 * The event is so rare that plain repetition would see a handful. Splits are drawn from the guard's alternative instead, whose
 * likelihood ratio to the promise is the evidence E itself, so that a kill counts 1 / E: unbiased, and with a small error.
 */
import { dirichlet } from "../draws.mjs";
import { newTally } from "../tally.mjs";
import { alternativeShares, follow } from "./evidence.mjs";

const horizon = 1_000_000;

export const falseKills = [
  healthy("50/50", { weights: [1, 1], claimed: 2.4e-4 }),
  healthy("90/10", { weights: [9, 1], claimed: 1.5e-4 }),
  healthy("three equal arms", { weights: [1, 1, 1], claimed: 3.4e-4 }),
];

function healthy(shortName, { weights, claimed }) {
  const run = (draws, runs) => {
    const { tally, count } = newTally();
    for (let at = 0; at < runs; at += 1) {
      const { warned, killed, disagrees } = follow(draws, { weights, shares: alternativeShares(draws, { weights, dirichlet }), horizon });
      count("runs");
      count("disagrees", disagrees);
      const [warn, kill] = [warned, killed].map((moment) => (moment === undefined ? 0 : 1000 / moment.evidence));
      count("warn", warn);
      count("warnSquares", warn * warn);
      count("kill", kill);
      count("killSquares", kill * kill);
    }
    return tally;
  };
  return { name: `Healthy split, ${shortName}`, shortName, section: "false-kills", claimed, runsShare: 0.025, run };
}
