/** One run of a comparison read once, at the planned end: what it decided and whether it held the truth. */
import { normalQuantileUpper, varianceOf } from "@liftproof/estimators";
import { newTally } from "../tally.mjs";

export const alpha = 0.05;
const normalCritical = normalQuantileUpper(alpha / 2);

/**
 * @param scenario.draw from random numbers to the data of one run
 * @param scenario.compare from the data to a comparison
 * @param scenario.peers from the data to { control, treatment } estimates with variances, for methods of other tools
 * @param scenario.unadjusted from the data to the comparison without what an adjustment knows
 * @param scenario.warns from the data to whether the package warns of a long tail
 * @param scenario.truth { difference, lift }
 */
export function runsOf({ draw, compare, peers, unadjusted, warns, truth }) {
  return (draws, runs) => {
    const { tally, count } = newTally();
    for (let run = 0; run < runs; run += 1) {
      const data = draw(draws);
      const result = compare(data);
      count("runs");
      if (result.kind === "insufficient") {
        count("insufficient");
        continue;
      }
      const { pValue, interval, liftInterval } = result;
      const rejects = pValue < alpha;
      count("compared");
      count("rejects", rejects);
      count("rejectsAtOnePercent", pValue < 0.01);
      count("covers", holds(interval, truth.difference));
      count("liftCovers", holds(liftInterval, truth.lift));
      count("unbounded", liftInterval === "unbounded");
      count("disagrees", contradicts(rejects, [interval, liftInterval]));
      if (warns !== undefined) count("warned", warns(data));
      if (unadjusted !== undefined) countUnadjusted(count, unadjusted(data), { truth, interval });
      if (peers !== undefined) countPeers(count, peers(data), { truth, rejects });
    }
    return tally;
  };
}

export function holds(interval, value) {
  return interval === "unbounded" || (interval[0] <= value && value <= interval[1]);
}

/** Whether an interval holds 0 though the test rejects, or the other way about; one without bounds says nothing. */
export function contradicts(rejects, intervals) {
  return intervals.some((interval) => interval !== undefined && interval !== "unbounded" && holds(interval, 0) === rejects);
}

/** What the adjustment bought on the same draws. */
function countUnadjusted(count, plain, { truth, interval }) {
  const narrower = (interval[1] - interval[0]) / (plain.interval[1] - plain.interval[0]);
  count("plainRejects", plain.pValue < alpha);
  count("plainCovers", holds(plain.interval, truth.difference));
  count("squaredWidth", narrower ** 2);
}

/** Delta-method and log intervals of the lift and the Wald test, with the normal quantile, as other engines compute them. */
function countPeers(count, { control, treatment }, { truth, rejects }) {
  const difference = treatment.mean - control.mean;
  const deviation = Math.sqrt(control.variance + treatment.variance);
  const waldRejects = Math.abs(difference) > normalCritical * deviation;
  count("peerRuns");
  count("waldRejects", waldRejects);
  count("waldCovers", Math.abs(difference - truth.difference) <= normalCritical * deviation);
  const lift = difference / control.mean;
  const relative = [control, treatment].map(({ mean, variance }) => variance / (mean * mean));
  const deltaReach = normalCritical * (treatment.mean / control.mean) * Math.sqrt(relative[0] + relative[1]);
  const deltaRejects = !(Math.abs(lift) <= deltaReach);
  count("deltaRejects", deltaRejects);
  count("deltaCovers", Math.abs(lift - truth.lift) <= deltaReach);
  count("deltaDisagrees", deltaRejects !== rejects);
  const logReach = normalCritical * Math.sqrt(relative[0] + relative[1]);
  count("logCovers", Math.abs(Math.log(treatment.mean / control.mean) - Math.log1p(truth.lift)) <= logReach);
}

export function estimateOfRate({ successes, trials }) {
  const rate = successes / trials;
  return { mean: rate, variance: (rate * (1 - rate)) / trials };
}

export function estimateOfMoments(moments) {
  return { mean: moments.mean, variance: varianceOf(moments) / moments.count };
}
