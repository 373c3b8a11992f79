/** Units until a broken split is killed, with a look after every unit. */
import { newTally } from "../tally.mjs";
import { follow } from "./evidence.mjs";

const horizon = 1_000_000;

export const detection = [
  broken("45/55", { shares: [0.45, 0.55], claimed: 1_840 }),
  broken("48/52", { shares: [0.48, 0.52], claimed: 10_958 }),
  broken("49/51", { shares: [0.49, 0.51], claimed: 79_166 }),
  broken("100/0", { shares: [1, 0], claimed: 50, runsShare: 0.001 }),
];

function broken(shortName, { shares, claimed, runsShare = 0.1 }) {
  const run = (draws, runs) => {
    const { tally, count, keep } = newTally();
    for (let at = 0; at < runs; at += 1) {
      const { killed, disagrees } = follow(draws, { weights: [1, 1], shares, horizon });
      count("runs");
      count("disagrees", disagrees);
      count("killed", killed !== undefined);
      keep("units", killed?.units ?? horizon);
    }
    return tally;
  };
  return { name: `Promised 50/50, true ${shortName}`, shortName, section: "detection", claimed, runsShare, run };
}
