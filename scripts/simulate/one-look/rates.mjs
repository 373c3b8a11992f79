/** Conversion rates read once. */
import { compareRates } from "@liftproof/estimators";
import { rateArm } from "../arms.mjs";
import { alpha, estimateOfRate, runsOf } from "./judge.mjs";

export const rates = [
  rate("Rate 1 %, 1,000 per arm", { control: [0.01, 1000], treatment: [0.01, 1000] }),
  rate("Rate 1 %, 1,000 per arm, +50 %", { control: [0.01, 1000], treatment: [0.015, 1000] }),
  rate("Rate 5 %, 2,000 per arm", { control: [0.05, 2000], treatment: [0.05, 2000] }),
  rate("Rate 5 %, split 90/10, 9,000 and 1,000", { control: [0.05, 9000], treatment: [0.05, 1000] }),
  rate("Rate 1 %, split 90/10, 9,000 and 1,000", { control: [0.01, 9000], treatment: [0.01, 1000] }),
  rate("Rate 1 %, split 90/10, 9,000 and 1,000, +50 %", { control: [0.01, 9000], treatment: [0.015, 1000] }),
];

function rate(name, { control, treatment }) {
  const draw = (draws) => ({
    control: rateArm(draws, control[1], control[0]),
    treatment: rateArm(draws, treatment[1], treatment[0]),
  });
  return {
    name,
    section: "one-look",
    effect: control[0] !== treatment[0],
    run: runsOf({
      draw,
      compare: (data) => compareRates(data.control, data.treatment, { alpha }),
      peers: (data) => ({ control: estimateOfRate(data.control), treatment: estimateOfRate(data.treatment) }),
      truth: { difference: treatment[0] - control[0], lift: treatment[0] / control[0] - 1 },
    }),
  };
}
