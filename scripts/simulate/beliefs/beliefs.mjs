/** Beliefs judged where they must be right: on truths drawn from the very prior. */
import { bayesianRates, bestArmProbabilities, gaussianEffect } from "@liftproof/estimators";
import { beta, binomial } from "../draws.mjs";
import { alpha, contradicts, holds } from "../one-look/judge.mjs";
import { newTally } from "../tally.mjs";

/** Edges of the bins of the probability that the arm put ahead is better. */
const bins = [0, 0.5, 0.75, 0.9, 0.975, 0.999, 1];

/** Differences of rates this small are held to be none, where a scenario asks. */
const rope = 0.01;

export const beliefs = [
  rates("Beta(1/2, 1/2), 300 and 300 units", { prior: [0.5, 0.5], units: [300, 300] }),
  rates("Beta(2, 38), 2,000 and 2,000 units", { prior: [2, 38], units: [2000, 2000], rope }),
  rates("Beta(2, 38), 1,800 and 200 units", { prior: [2, 38], units: [1800, 200] }),
  believed("Normal effect, as wide as its standard error", (draws) => {
    const effect = draws.normal();
    const belief = gaussianEffect({ difference: effect + draws.normal(), standardError: 1, priorMean: 0, priorStandardDeviation: 1, alpha });
    return { belief, effect, scale: 1 };
  }),
  bestOf("Best of four, Beta(2, 38), 1,000 units each", { prior: [2, 38], units: [1000, 1000, 1000, 1000] }),
];

function rates(name, { prior, units, ...options }) {
  const scale = scaleOf(prior);
  return believed(name, (draws) => {
    const { truth, arms } = drawnArms(draws, prior, units);
    const belief = bayesianRates(arms[0], arms[1], { alpha, prior, ...options });
    return { belief, effect: truth[1] - truth[0], lift: truth[1] / truth[0] - 1, scale };
  });
}

function drawnArms(draws, [a, b], units) {
  const truth = units.map(() => beta(draws, a, b));
  return { truth, arms: units.map((trials, i) => ({ successes: binomial(draws, trials, truth[i]), trials })) };
}

/** Losses are counted in units of the prior's mean, so that they are of order one. */
function scaleOf([a, b]) {
  return (a + b) / a;
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
      if (belief.probabilityInRope !== undefined) {
        count("ropes");
        count("ropeBelieved", belief.probabilityInRope);
        count("ropeTrue", Math.abs(effect) < rope);
      }
      countLoss(count, scale * expectedLoss, scale * Math.max(-effect, 0));
      const treatmentAhead = probabilityBetter >= 0.5;
      countBin(count, treatmentAhead ? probabilityBetter : 1 - probabilityBetter, treatmentAhead === effect > 0);
    }
    return tally;
  };
  return { name, section: "beliefs", runsShare: 0.5, run };
}

/** The arm most probably the best is shipped. */
function bestOf(name, { prior, units }) {
  const scale = scaleOf(prior);
  const run = (draws, runs) => {
    const { tally, count } = newTally();
    for (let at = 0; at < runs; at += 1) {
      const { truth, arms } = drawnArms(draws, prior, units);
      const beliefs = bestArmProbabilities(arms, { prior });
      const sure = Math.max(...beliefs.map(({ probabilityBest }) => probabilityBest));
      const shipped = beliefs.findIndex(({ probabilityBest }) => probabilityBest === sure);
      const best = Math.max(...truth);
      count("runs");
      countLoss(count, scale * beliefs[shipped].expectedLoss, scale * (best - truth[shipped]));
      countBin(count, sure, truth[shipped] === best);
    }
    return tally;
  };
  return { name, section: "beliefs", runsShare: 0.5, run };
}

function countLoss(count, expected, suffered) {
  const surprise = expected - suffered;
  count("loss", expected);
  count("surprise", surprise);
  count("surpriseSquares", surprise * surprise);
}

/** How sure the belief in the arm put ahead was, and whether it was right. */
function countBin(count, sure, right) {
  const bin = bins.findIndex((edge, i) => sure >= edge && (sure < bins[i + 1] || i === bins.length - 2));
  count(`bin${bin}`);
  count(`bin${bin}Believed`, sure);
  count(`bin${bin}Right`, right);
}
