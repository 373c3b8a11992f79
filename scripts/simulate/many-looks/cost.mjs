/** What it costs to be allowed to stop early: power, and units used, against the design that is read once at N*. */
import { sequentialInflation, sizeMean } from "@liftproof/mde";
import { alpha } from "../one-look/judge.mjs";
import { newTally } from "../tally.mjs";
import { groupCriticals, mixture, naive, passes, sequence } from "./methods.mjs";
import { normalMean, normalPath } from "./paths.mjs";

/** An effect of 0.0056 standard deviations takes about a million units. */
const [effect, power] = [0.0056, 0.8];
const fixedUnits = sizeMean({ baseline: normalMean, standardDeviation: 1, mdeRelative: effect / normalMean, power, alpha }).units;

/** Each design ends at its own multiple of the fixed size, the one its theory asks for. */
const designs = {
  fixed: { title: "read once at N*", looks: 1, inflation: 1, stops: ({ estimates }) => naive(estimates) },
  sequence: {
    title: "confidence sequence, 100 looks",
    looks: 100,
    inflation: sequentialInflation({ alpha, power, looks: 100 }),
    stops: ({ path, arms }) => {
      const read = sequence(path, arms, fixedUnits);
      return read.kind === "valid" && read.pValue < alpha;
    },
  },
  sequenceOfDefault: {
    title: "confidence sequence tuned to 5,000 units whatever the plan, 100 looks",
    looks: 100,
    inflation: sequentialInflation({ alpha, power, looks: 100 }),
    stops: ({ path, arms }) => {
      const read = sequence(path, arms, 5_000);
      return read.kind === "valid" && read.pValue < alpha;
    },
  },
  mixture: {
    title: "mixture sequential ratio test tuned to the planned effect, 100 looks",
    looks: 100,
    inflation: sequentialInflation({ alpha, power, looks: 100 }),
    stops: ({ estimates }) => mixture(estimates, effect).pValue < alpha,
  },
  // Jennison and Turnbull, "Group Sequential Methods", 2000, tables 2.2 and 2.4: what five looks cost at 80 % power.
  obrienFleming: groupDesign("O'Brien and Fleming, 5 looks", { spending: "obrien-fleming", inflation: 1.028 }),
  pocock: groupDesign("Pocock, 5 looks", { spending: "pocock", inflation: 1.229 }),
};

function groupDesign(title, { spending, inflation }) {
  const criticals = groupCriticals(5, spending);
  return { title, looks: 5, inflation, stops: ({ estimates, look }) => passes(estimates, criticals[look - 1]) };
}

export const costs = Object.values(designs).flatMap((design) =>
  [0, 1, 1.5].map((factor) => ({
    name: `Cost of looking: ${design.title}, true effect ${factor} times the planned one`,
    shortName: design.title,
    fixedUnits,
    factor,
    inflation: design.inflation,
    section: "cost",
    runsShare: 0.1,
    run: runsOf(design, factor),
  })),
);

function runsOf({ looks, inflation, stops }, factor) {
  const perArm = (fixedUnits / 2) * inflation;
  const path = (look) => {
    const added = Math.round((perArm * look) / looks) - Math.round((perArm * (look - 1)) / looks);
    return normalPath({ perLook: [added, added], effect: factor * effect });
  };
  const paths = Array.from({ length: looks }, (_, i) => path(i + 1));
  return (draws, runs) => {
    const { tally, count, keep } = newTally();
    for (let run = 0; run < runs; run += 1) {
      let arms = paths[0].start();
      let stopped = false;
      let estimates;
      for (let look = 1; look <= looks && !stopped; look += 1) {
        const grown = paths[look - 1];
        arms = grown.grown(draws, arms);
        estimates = grown.estimates(arms);
        stopped = stops({ path: grown, arms, estimates, look });
      }
      const used = (arms[0].count + arms[1].count) / fixedUnits;
      count("runs");
      count("stopped", stopped);
      if (stopped && factor > 0) countOverstatement(count, estimates.difference / (factor * effect));
      count("used", used);
      count("usedSquares", used * used);
      keep("usedShares", used);
    }
    return tally;
  };
}

/** How many times the true effect the estimate is at the look that stopped. */
function countOverstatement(count, ratio) {
  count("found");
  count("ratio", ratio);
  count("ratioSquares", ratio * ratio);
}
