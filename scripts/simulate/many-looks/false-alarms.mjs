/** Whether 100 looks at an experiment stay within the error rate of one, and hold the truth at all of them. */
import { alpha, contradicts, holds } from "../one-look/judge.mjs";
import { newTally } from "../tally.mjs";
import { revenueDeviation } from "../arms.mjs";
import { groupCriticals, mixture, naive, passes, sequence } from "./methods.mjs";
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
  watched("Normal values, 50/50, +0.8 %", normalPath({ perLook: even, effect: 0.04 })),
  watched("Revenue, 5 % pay, 50/50", revenuePath({ perLook: even, deviation: revenueDeviation })),
  watched("Revenue, 5 % pay, 50/50, +20 %", revenuePath({ perLook: even, deviation: revenueDeviation, factor: 1.2 })),
  {
    ...watched("Revenue, 5 % pay, 90/10", revenuePath({ perLook: uneven, deviation: revenueDeviation })),
    reading:
      "The small arm's own variance is underrated while few of its units have paid. The confidence sequence takes the larger of Welch's and the pooled variance and waits for 30 paying units in each arm, and stays quiet. The mixture test and the group-sequential plans take the standard error they are given, here Welch's: with a heavy tail at a lopsided split do not use them early, or give them the pooled standard error.",
  },
];

function watched(name, grown) {
  // 2.8 standard errors at the planned size: what a test read once there finds with 80 % power.
  const [control, treatment] = grown.perLook.map((units) => (units * plannedUnits) / (grown.perLook[0] + grown.perLook[1]));
  const path = { ...grown, effectWorthFinding: 2.8 * grown.deviation * Math.sqrt(1 / control + 1 / treatment) };
  return { name, section: "many-looks", plannedUnits, unitsPerLook: path.perLook[0] + path.perLook[1], effect: path.truth.difference !== 0, runsShare: 0.1, run: runsOf(path) };
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

/** The group-sequential plans look five times, at every twentieth of the hundred. */
const groupEvery = looks / 5;
const obrienFleming = groupCriticals(5, "obrien-fleming");
const pocock = groupCriticals(5, "pocock");

function oneRun(draws, path, count) {
  const seen = { naive: false, sequence: false, mixture: false, obrienFleming: false, pocock: false, missed: false, liftMissed: false };
  let arms = path.start();
  for (let look = 1; look <= looks; look += 1) {
    arms = path.grown(draws, arms);
    const estimates = path.estimates(arms);
    if (!(estimates.standardError > 0)) continue;
    seen.naive ||= naive(estimates);
    if (look % groupEvery === 0) {
      seen.obrienFleming ||= passes(estimates, obrienFleming[look / groupEvery - 1]);
      seen.pocock ||= passes(estimates, pocock[look / groupEvery - 1]);
    }
    const read = sequence(path, arms, plannedUnits);
    if (read.kind === "insufficient") continue;
    const mixed = mixture(estimates, path.effectWorthFinding);
    seen.mixture ||= mixed.pValue < alpha;
    const stops = read.pValue < alpha;
    seen.sequence ||= stops;
    seen.missed ||= !holds(read.interval, path.truth.difference);
    seen.liftMissed ||= !holds(read.liftInterval, path.truth.lift);
    count("disagrees", contradicts(stops, [read.interval, read.liftInterval]) || contradicts(mixed.pValue < alpha, [mixed.interval]));
  }
  return seen;
}
