/** The 90th percentile of several values per person, such as load times. */
import { compareQuantiles, quantileBandOf } from "@liftproof/estimators";
import { geometric } from "../draws.mjs";
import { alpha, runsOf } from "./judge.mjs";

const quantile = 0.9;
/** Deviation of log values between and within persons. */
const [between, within] = [0.5, 0.5];
const normalAtQuantile = 1.2815515655446004;
const trueQuantile = Math.exp(Math.hypot(between, within) * normalAtQuantile);

export const quantiles = [
  quantileScenario("90th percentile, 500 per arm, 2.5 values each", { units: [500, 500], factor: 1 }),
  quantileScenario("90th percentile, split 90/10, 2,700 and 300, +10 %", { units: [2700, 300], factor: 1.1 }),
];

function quantileScenario(name, { units, factor }) {
  return {
    name,
    section: "one-look",
    effect: factor !== 1,
    runsShare: 0.125,
    run: runsOf({
      truth: { difference: trueQuantile * (factor - 1), lift: factor - 1 },
      draw: (draws) => ({ control: arm(draws, units[0], 1), treatment: arm(draws, units[1], factor) }),
      compare: (data) => compareQuantiles(quantileBandOf(data.control, { quantile }), quantileBandOf(data.treatment, { quantile }), { alpha }),
    }),
  };
}

function arm(draws, units, factor) {
  return Array.from({ length: units }, () => {
    const own = between * draws.normal();
    return Array.from({ length: geometric(draws, 0.4) }, () => factor * Math.exp(own + within * draws.normal()));
  });
}
