/** Means read once: well-behaved values, and revenue of which most is zero. */
import { compareMeans, skewWarning } from "@liftproof/estimators";
import { meanPayment, normalArm, payingShare, revenueArm } from "../arms.mjs";
import { alpha, estimateOfMoments, runsOf } from "./judge.mjs";

export const means = [
  normal("Normal values, 60 and 40, deviations 1 and 3", { units: [60, 40], deviations: [1, 3], effect: 0 }),
  normal("Normal values, split 90/10, 180 and 20, effect", { units: [180, 20], deviations: [1, 1], effect: 0.5 }),
  revenue("Revenue, 5 % pay, 1,000 per arm", { units: [1000, 1000], factor: 1 }),
  revenue("Revenue, 5 % pay, 5,000 per arm", { units: [5000, 5000], factor: 1 }),
  revenue("Revenue, 5 % pay, 5,000 per arm, +20 %", { units: [5000, 5000], factor: 1.2 }),
  {
    ...revenue("Revenue, 5 % pay, split 90/10, 9,000 and 1,000", { units: [9000, 1000], factor: 1 }),
    reading: ({ warned, runs }) =>
      `At an uneven split the skewness of the two arms does not cancel, and fifty paying units are too few to average it out. The package gave its \`skew_warning\` in ${percentOf(warned, runs)} of these runs. Take it seriously: split evenly, or wait for more units with a value.`,
  },
  {
    ...revenue("Revenue, 5 % pay, split 90/10, 90,000 and 10,000", { units: [90_000, 10_000], factor: 1, runsShare: 0.25 }),
    reading: ({ warned, runs }) =>
      `Ten times the units bring the error rate near its promise, not quite to it. The \`skew_warning\`, given under 300 units with a value, came in ${percentOf(warned, runs)} of these runs: its threshold marks where the damage becomes small, not where it ends.`,
  },
];

function percentOf(count, runs) {
  return `${Math.round((100 * count) / runs)} %`;
}

function normal(name, { units, deviations, effect }) {
  const base = 5;
  return mean(name, {
    effect,
    truth: { difference: effect, lift: effect / base },
    draw: (draws) => ({
      control: normalArm(draws, units[0], { mean: base, deviation: deviations[0] }),
      treatment: normalArm(draws, units[1], { mean: base + effect, deviation: deviations[1] }),
    }),
  });
}

function revenue(name, { units, factor, runsShare }) {
  const base = payingShare * meanPayment;
  const payersOf = ({ count, payers }) => ({ units: count, nonzeroUnits: payers });
  return mean(name, {
    runsShare,
    warns: ({ control, treatment }) => skewWarning(payersOf(control), payersOf(treatment)),
    effect: factor - 1,
    truth: { difference: base * (factor - 1), lift: factor - 1 },
    draw: (draws) => ({ control: revenueArm(draws, units[0]), treatment: revenueArm(draws, units[1], factor) }),
  });
}

function mean(name, { effect, draw, truth, warns, runsShare = 1 }) {
  return {
    name,
    section: "one-look",
    effect: effect !== 0,
    runsShare,
    run: runsOf({
      draw,
      truth,
      warns,
      compare: (data) => compareMeans(data.control, data.treatment, { alpha }),
      peers: (data) => ({ control: estimateOfMoments(data.control), treatment: estimateOfMoments(data.treatment) }),
    }),
  };
}
