/** Beliefs judged where they must be right: on truths drawn from the very prior. */
import { bayesianRates, gaussianEffect } from "@liftproof/estimators";
import { beta, binomial } from "../draws.mjs";
import { alpha, contradicts, holds } from "../one-look/judge.mjs";
import { newTally } from "../tally.mjs";

/** Edges of the bins of the probability that the arm put ahead is better. */
const bins = [0.5, 0.75, 0.9, 0.975, 0.999, 1];

export const beliefs = [
  rates("Beta(1/2, 1/2), 300 and 300 units", { prior: [0.5, 0.5], units: [300, 300] }),
  rates("Beta(2, 38), 2,000 and 2,000 units", { prior: [2, 38], units: [2000, 2000] }),
  rates("Beta(2, 38), 1,800 and 200 units", { prior: [2, 38], units: [1800, 200] }),
  believed("Normal effect, as wide as its standard error", (draws) => {
    const effect = draws.normal();
    const belief = gaussianEffect({ difference: effect + draws.normal(), standardError: 1, priorMean: 0, priorStandardDeviation: 1, alpha });
    return { belief, effect, scale: 1 };
  }),
];

function rates(name, { prior, units }) {
  // In units of the prior's mean, so that losses are of order one.
  const scale = (prior[0] + prior[1]) / prior[0];
  return believed(name, (draws) => {
    const truth = units.map(() => beta(draws, prior[0], prior[1]));
    const [control, treatment] = units.map((trials, i) => ({ successes: binomial(draws, trials, truth[i]), trials }));
    const belief = bayesianRates(control, treatment, { alpha, prior });
    return { belief, effect: truth[1] - truth[0], lift: truth[1] / truth[0] - 1, scale };
  });
}

function believed(name, once) {
  const run = (draws, runs) => {
    const { tally, count } = newTally();
    for (let at = 0; at < runs; at += 1) {
      const { belief, effect, lift, scale } = once(draws);
      const { probabilityBetter, interval, liftInterval, expectedLoss } = belief;
      const sure = probabilityBetter > 1 - alpha / 2 || probabilityBetter < alpha / 2;
      count("runs");
      count("covers", holds(interval, effect));
      count("disagrees", contradicts(sure, [interval, liftInterval]));
      if (lift !== undefined) {
        count("lifts");
        count("liftCovers", holds(liftInterval, lift));
      }
      const surprise = scale * (expectedLoss - Math.max(-effect, 0));
      count("loss", scale * expectedLoss);
      count("surprise", surprise);
      count("surpriseSquares", surprise * surprise);
      countBin(count, probabilityBetter, effect);
    }
    return tally;
  };
  return { name, section: "beliefs", runsShare: 0.5, run };
}

/** The arm believed to be better, how sure the belief was, and whether it was right. */
function countBin(count, probability, effect) {
  const treatmentAhead = probability >= 0.5;
  const sure = treatmentAhead ? probability : 1 - probability;
  const bin = bins.findIndex((edge, i) => sure >= edge && (sure < bins[i + 1] || i === bins.length - 2));
  count(`bin${bin}`);
  count(`bin${bin}Believed`, sure);
  count(`bin${bin}Right`, treatmentAhead === effect > 0);
}
