/** Guardrails read at 100 looks: how often harm up to the margin is called worse, and harm of the margin is called acceptable. */
import { nonInferiority, sequentialMeanNonInferiority, sequentialRateNonInferiority } from "@liftproof/estimators";
import { meanPayment, payingShare, revenueDeviation } from "../arms.mjs";
import { alpha } from "../one-look/judge.mjs";
import { newTally } from "../tally.mjs";
import { looks, plannedUnits } from "./false-alarms.mjs";
import { ratePath, revenuePath } from "./paths.mjs";

const ratePoints = 0.01;
const revenueShare = 0.2;
const revenueMargin = revenueShare * payingShare * meanPayment;

export const guardrails = [
  guarded("Rate 5 %, margin 1 point, unharmed", ratePath({ perLook: [200, 200], rates: [0.05, 0.05] }), ratePoints),
  guarded("Rate 5 %, margin 1 point, harmed by 1 point", ratePath({ perLook: [200, 200], rates: [0.05, 0.05 - ratePoints] }), ratePoints),
  guarded("Rate 5 %, margin 1 point, harmed by 2 points", ratePath({ perLook: [200, 200], rates: [0.05, 0.05 - 2 * ratePoints] }), ratePoints),
  guarded(
    "Revenue, 5 % pay, 90/10, margin 20 %, harmed by 20 %",
    revenuePath({ perLook: [360, 40], deviation: revenueDeviation, factor: 1 - revenueShare }),
    revenueMargin,
  ),
];

function guarded(name, path, margin) {
  const harm = -path.truth.difference;
  const run = (draws, runs) => {
    const { tally, count } = newTally();
    for (let at = 0; at < runs; at += 1) {
      const seen = oneRun(draws, path, margin);
      count("runs");
      for (const [verdict, happened] of Object.entries(seen)) count(verdict, happened);
    }
    return tally;
  };
  // At the margin itself both verdicts are wrong; a tolerance, for differences of doubles.
  const gap = harm - margin;
  const atMargin = Math.abs(gap) < 1e-9 * margin;
  return { name, section: "guardrails", wrong: { inferior: atMargin || gap < 0, acceptable: atMargin || gap > 0 }, runsShare: 0.05, run };
}

function oneRun(draws, path, margin) {
  const options = { margin, direction: "up", alpha, plannedUnits };
  const seen = { inferior: false, acceptable: false, naiveInferior: false, naiveAcceptable: false };
  let arms = path.start();
  for (let look = 1; look <= looks; look += 1) {
    arms = path.grown(draws, arms);
    const estimates = path.estimates(arms);
    if (estimates.standardError > 0) {
      const { verdict } = nonInferiority({ ...estimates, degreesOfFreedom: null }, options);
      seen.naiveInferior ||= verdict === "inferior";
      seen.naiveAcceptable ||= verdict === "non-inferior";
    }
    const read =
      path.kind === "rate"
        ? sequentialRateNonInferiority(arms[0], arms[1], options)
        : sequentialMeanNonInferiority(arms[0], arms[1], { ...options, nonzeroUnits: arms.map(({ nonzero }) => nonzero) });
    if (read.kind === "insufficient") continue;
    seen.inferior ||= read.verdict === "inferior";
    seen.acceptable ||= read.verdict === "non-inferior";
  }
  return seen;
}
