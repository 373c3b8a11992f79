/** Whether 100 looks at an experiment stay within the error rate of one, and hold the truth at all of them. */
import { alpha, holds } from "../one-look/judge.mjs";
import { newTally } from "../tally.mjs";
import { revenueDeviation } from "../arms.mjs";
import { naive, sequence } from "./methods.mjs";
import { normalPath, ratePath, revenuePath } from "./paths.mjs";

export const looks = 100;
export const plannedUnits = 20_000;

/** 400 units per look: the last of 100 looks has twice the planned units. */
const even = [200, 200];
const uneven = [360, 40];

export const falseAlarms = [
  watched("Rate 5 %, 50/50", ratePath({ perLook: even, rates: [0.05, 0.05] })),
  watched("Rate 5 %, 90/10", ratePath({ perLook: uneven, rates: [0.05, 0.05] })),
  watched("Rate 1 %, 90/10", ratePath({ perLook: uneven, rates: [0.01, 0.01] })),
  watched("Rate 5 %, 50/50, +20 %", ratePath({ perLook: even, rates: [0.05, 0.06] })),
  watched("Normal values, 50/50", normalPath({ perLook: even, effect: 0 })),
  watched("Revenue, 5 % pay, 50/50", revenuePath({ perLook: even, deviation: revenueDeviation })),
  watched("Revenue, 5 % pay, 90/10", revenuePath({ perLook: uneven, deviation: revenueDeviation })),
];

function watched(name, path) {
  return { name, section: "many-looks", effect: path.truth.difference !== 0, runsShare: 0.125, run: runsOf(path) };
}

function runsOf(path) {
  return (draws, runs) => {
    const { tally, count } = newTally();
    for (let run = 0; run < runs; run += 1) {
      const seen = oneRun(draws, path, count);
      count("runs");
      for (const [name, happened] of Object.entries(seen)) count(name, happened);
    }
    return tally;
  };
}

function oneRun(draws, path, count) {
  const seen = { naive: false, sequence: false, missed: false, liftMissed: false };
  let arms = path.start();
  for (let look = 1; look <= looks; look += 1) {
    arms = path.grown(draws, arms);
    const estimates = path.estimates(arms);
    if (!(estimates.standardError > 0)) continue;
    seen.naive ||= naive(estimates);
    const read = sequence(path, arms, plannedUnits);
    if (read.kind === "insufficient") continue;
    const stops = read.pValue < alpha;
    seen.sequence ||= stops;
    seen.missed ||= !holds(read.interval, path.truth.difference);
    seen.liftMissed ||= !holds(read.liftInterval, path.truth.lift);
    count("disagrees", holds(read.interval, 0) === stops || holds(read.liftInterval, 0) === stops);
  }
  return seen;
}
