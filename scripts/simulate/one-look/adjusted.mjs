/** Means adjusted for what was known of the units before the experiment. */
import { compareMeans, cuped, imputedCovariates, jointMomentsOf, marginalMoments } from "@liftproof/estimators";
import { jointArm } from "../arms.mjs";
import { alpha, runsOf } from "./judge.mjs";

const base = 10;
/** The covariate foretells 36 % of the variance of the metric, whose deviation is 2.5. */
const slope = 1.5;
const noise = 2;
/** How far the mean of units without history lies below that of the others. */
const newcomersLess = 2;

export const adjusted = [
  scenario("CUPED, correlation 0.6, 200 per arm", { arms: [arm(200), arm(200)] }),
  scenario("CUPED, correlation 0.6, 200 per arm, +5 %", { arms: [arm(200), arm(200, { effect: 0.5 })] }),
  scenario("CUPED, three arms of 100, the third against control, the second moved", { arms: [arm(100), arm(100, { effect: 5 }), arm(100)] }),
  scenario("CUPED, split 90/10, 900 and 100, effect differs by covariate", {
    arms: [arm(900), arm(100, { effect: 0.6, slope: 4 })],
    runsShare: 0.25,
  }),
  scenario("the same, balanced slope", {
    arms: [arm(900), arm(100, { effect: 0.6, slope: 4 })],
    options: { thetaWeighting: "balanced" },
    runsShare: 0.25,
  }),
  scenario("the same, slopes per arm (Lin)", {
    arms: [arm(900), arm(100, { effect: 0.6, slope: 4 })],
    options: { slopes: "per-arm" },
    runsShare: 0.25,
  }),
  {
    name: "CUPED, 30 % without history, 200 per arm, +5 %",
    section: "one-look",
    effect: true,
    runsShare: 0.25,
    run: runsOf({
      truth: { difference: 0.5, lift: 0.5 / (base - 0.3 * newcomersLess) },
      draw: (draws) => imputedCovariates([withNewcomers(draws, 200, 0), withNewcomers(draws, 200, 0.5)]),
      compare: (data) => comparison(cuped(data, { alpha }), 0),
      unadjusted: (data) => compareMeans(marginalMoments(data[0], 0), marginalMoments(data[1], 0), { alpha }),
    }),
  },
];

function arm(units, { effect = 0, slope: own = slope } = {}) {
  return { units, effect, slope: own };
}

/** The last arm against the first, all of them adjusted together. */
function scenario(name, { arms, options = {}, runsShare = 0.5 }) {
  const { effect } = arms.at(-1);
  return {
    name,
    section: "one-look",
    effect: effect !== 0,
    runsShare,
    run: runsOf({
      truth: { difference: effect, lift: effect / base },
      draw: (draws) => arms.map((each) => drawn(draws, each)),
      compare: (data) => comparison(cuped(data, { alpha, ...options }), arms.length - 2),
      unadjusted: (data) => compareMeans(marginalMoments(data[0], 0), marginalMoments(data.at(-1), 0), { alpha }),
    }),
  };
}

function drawn(draws, { units, effect, slope: own }) {
  return jointArm(units, () => {
    const before = draws.normal();
    return [base + effect + own * before + noise * draws.normal(), before];
  });
}

function withNewcomers(draws, units, effect) {
  const [known, missing] = [[], []];
  for (let unit = 0; unit < units; unit += 1) {
    const value = base + effect + noise * draws.normal();
    const before = draws.normal();
    if (draws.chance(0.3)) missing.push([value - newcomersLess + slope * before]);
    else known.push([value + slope * before, before]);
  }
  return { known: jointMomentsOf(known, 2), missing: jointMomentsOf(missing, 1) };
}

export function comparison(result, treatment) {
  return result.kind === "insufficient" ? result : { kind: "compared", ...result.comparisons[treatment] };
}
