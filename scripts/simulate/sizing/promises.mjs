/** Whether an experiment of the size the launch gate asks for has the power it was promised. */
import { compareMeans, compareRates, cuped, nonInferiority, rateNonInferiority } from "@liftproof/estimators";
import { sizeMean, sizeNonInferiority, sizeRate } from "@liftproof/mde";
import { jointArm, normalArm, rateArm } from "../arms.mjs";
import { comparison } from "../one-look/adjusted.mjs";
import { alpha } from "../one-look/judge.mjs";
import { newTally } from "../tally.mjs";

const oneSided = alpha / 2;

export const promises = [
  sizedRate("Rate 5 %, +10 %, 80 % power", { power: 0.8, weights: { control: 1, treatment: 1 }, mdeRelative: 0.1 }),
  sizedRate("Rate 5 %, +20 %, split 90/10, 90 % power", { power: 0.9, weights: { control: 9, treatment: 1 }, mdeRelative: 0.2 }),
  sizedRate("Rate 5 %, +20 %, two treatments, 80 % power for each", { power: 0.8, weights: { control: 1, first: 1, second: 1 }, mdeRelative: 0.2, level: alpha / 2 }),
  sizedMean(),
  sizedCuped(),
  guardrail("Guardrail, margin 1, unharmed, 80 % power", { harm: 0, promised: 0.8 }),
  guardrail("Guardrail, margin 1, harmed by just the margin", { harm: 1, promised: 0.025 }),
  rateGuardrail("Guardrail on a rate of 5 %, margin 1 point, unharmed, 80 % power", { harm: 0, promised: 0.8 }),
  rateGuardrail("Guardrail on a rate of 5 %, margin 1 point, harmed by just the margin", { harm: 0.01, promised: 0.025 }),
];

function sizedRate(name, { weights, power, mdeRelative, level = alpha }) {
  const [control, treatment] = Object.values(sizeRate({ baseline: 0.05, mdeRelative, power, alpha, weights }).unitsPerArm);
  return promise(name, {
    promised: power,
    units: [control, treatment],
    passes: (draws) => {
      const [before, after] = [rateArm(draws, control, 0.05), rateArm(draws, treatment, 0.05 * (1 + mdeRelative))];
      return compareRates(before, after, { alpha: level }).pValue < level;
    },
  });
}

function sizedMean() {
  const units = Object.values(sizeMean({ baseline: 10, standardDeviation: 5, mdeRelative: 0.2, power: 0.8, alpha }).unitsPerArm);
  return promise("Mean 10, deviation 5, +20 %, 80 % power", {
    promised: 0.8,
    units,
    passes: (draws) => {
      const arms = units.map((count, i) => normalArm(draws, count, { mean: 10 + 2 * i, deviation: 5 }));
      return compareMeans(arms[0], arms[1], { alpha }).pValue < alpha;
    },
  });
}

function sizedCuped() {
  const units = Object.values(sizeMean({ baseline: 10, standardDeviation: 5, mdeRelative: 0.1, power: 0.8, alpha, cupedR2: 0.36 }).unitsPerArm);
  return promise("Mean 10, deviation 5, +10 %, covariate with R² 0.36, 80 % power", {
    promised: 0.8,
    units,
    passes: (draws) => {
      const arms = units.map((count, i) =>
        jointArm(count, () => {
          const before = draws.normal();
          return [10 + i + 5 * (0.6 * before + 0.8 * draws.normal()), before];
        }),
      );
      return comparison(cuped(arms, { alpha }), 0).pValue < alpha;
    },
  });
}

function guardrail(name, { harm, promised }) {
  const units = Object.values(sizeNonInferiority({ standardDeviation: 5, margin: 1, power: 0.8, alpha: oneSided }).unitsPerArm);
  return promise(name, {
    promised,
    units,
    passes: (draws) => {
      const arms = units.map((count, i) => normalArm(draws, count, { mean: 10 - i * harm, deviation: 5 }));
      return nonInferiority(compareMeans(arms[0], arms[1], { alpha }), { margin: 1, direction: "up", alpha: oneSided }).verdict === "non-inferior";
    },
  });
}

function rateGuardrail(name, { harm, promised }) {
  const standardDeviation = Math.sqrt(0.05 * 0.95);
  const units = Object.values(sizeNonInferiority({ standardDeviation, margin: 0.01, power: 0.8, alpha: oneSided }).unitsPerArm);
  return promise(name, {
    promised,
    units,
    passes: (draws) => {
      const arms = units.map((count, i) => rateArm(draws, count, 0.05 - i * harm));
      return rateNonInferiority(arms[0], arms[1], { margin: 0.01, direction: "up", alpha: oneSided }).verdict === "non-inferior";
    },
  });
}

function promise(name, { promised, units, passes, runsShare = 0.25 }) {
  const run = (draws, runs) => {
    const { tally, count } = newTally();
    for (let at = 0; at < runs; at += 1) {
      count("runs");
      count("passes", passes(draws));
    }
    return tally;
  };
  return { name, section: "sizing", promised, units, runsShare, run };
}
