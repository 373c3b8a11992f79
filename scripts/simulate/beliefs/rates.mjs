/** Beliefs about rates, judged where they must be right: rates drawn from the very prior. */
import { bayesianRates } from "@liftproof/estimators";
import { beta, binomial } from "../draws.mjs";
import { alpha, holds } from "../one-look/judge.mjs";
import { newTally } from "../tally.mjs";

/** Edges of the bins of the probability that the treatment is better. */
export const bins = [0.5, 0.75, 0.9, 0.975, 0.999, 1];

export const beliefs = [
  drawn("Beta(1/2, 1/2), 300 and 300 units", { prior: [0.5, 0.5], units: [300, 300] }),
  drawn("Beta(2, 38), 2,000 and 2,000 units", { prior: [2, 38], units: [2000, 2000] }),
  drawn("Beta(2, 38), 1,800 and 200 units", { prior: [2, 38], units: [1800, 200] }),
];

function drawn(name, { prior, units }) {
  const run = (draws, runs) => {
    const { tally, count } = newTally();
    for (let at = 0; at < runs; at += 1) {
      const rates = units.map(() => beta(draws, prior[0], prior[1]));
      const [control, treatment] = units.map((trials, i) => ({ successes: binomial(draws, trials, rates[i]), trials }));
      const belief = bayesianRates(control, treatment, { alpha, prior });
      count("runs");
      count("covers", holds(belief.interval, rates[1] - rates[0]));
      count("liftCovers", holds(belief.liftInterval, rates[1] / rates[0] - 1));
      const sure = belief.probabilityBetter > 1 - alpha / 2 || belief.probabilityBetter < alpha / 2;
      count("disagrees", holds(belief.interval, 0) === sure || holds(belief.liftInterval, 0) === sure);
      // In units of the prior's mean, so that sums are of order one.
      const scale = (prior[0] + prior[1]) / prior[0];
      const surprise = scale * (Math.max(rates[0] - rates[1], 0) - belief.expectedLoss);
      count("loss", scale * belief.expectedLoss);
      count("surprise", surprise);
      count("surpriseSquares", surprise * surprise);
      countBin(count, belief.probabilityBetter, rates);
    }
    return tally;
  };
  return { name, section: "beliefs", runsShare: 0.5, run };
}

/** The arm believed to be better, how sure the belief was, and whether it was right. */
function countBin(count, probability, rates) {
  const treatmentAhead = probability >= 0.5;
  const sure = treatmentAhead ? probability : 1 - probability;
  const right = treatmentAhead === rates[1] > rates[0];
  const bin = bins.findIndex((edge, i) => sure >= edge && (sure < bins[i + 1] || i === bins.length - 2));
  count(`bin${bin}`);
  count(`bin${bin}Believed`, sure);
  count(`bin${bin}Right`, right);
}
