/** The sample-ratio guard after every unit of an experiment in phases: each phase has its own weights, and evidence multiplies. */
import { phasedSampleRatio } from "@liftproof/srm";
import { newFactors, drawn, grown, limitsOf } from "./evidence.mjs";

/**
 * Follows units phase by phase until the guard kills or the last phase is full.
 *
 * @param draws random numbers
 * @param phases in order: whole weights, true shares, and how many units the phase takes
 * @returns when it warned and killed (undefined: never) with the evidence E at that moment, and whether the package disagreed
 */
export function followPhases(draws, phases) {
  const totals = phases.map(({ weights }) => weights.reduce((sum, weight) => sum + weight, 0));
  const denominator = totals.reduce((product, total) => product * total, 1);
  const arms = phases[0].weights.map(() => ({ gap: 0, expected: 0 }));
  const seen = [];
  let [before, greatest, units, warned] = [1, 1, 0, undefined];
  for (const [at, { weights, shares, units: size }] of phases.entries()) {
    const [limits, factors, scale] = [limitsOf(shares), newFactors(), denominator / totals[at]];
    const counts = new Float64Array(weights.length);
    seen.push({ weights, counts });
    let evidence = 1;
    for (let n = 0; n < size; ) {
      const arm = drawn(draws.uint32(), limits);
      evidence = before * grown(factors, { share: weights[arm] / totals[at], count: counts[arm], n });
      counts[arm] += 1;
      n += 1;
      units += 1;
      for (let one = 0; one < arms.length; one += 1) arms[one].expected += weights[one] * scale;
      for (let one = 0; one < arms.length; one += 1) arms[one].gap += ((one === arm ? totals[at] : 0) - weights[one]) * scale;
      if (evidence > greatest) greatest = evidence;
      if (greatest <= 1e3) continue;
      warned ??= { units, evidence };
      if (!kills(arms, { all: units * denominator, greatest })) continue;
      return { warned, killed: { units, evidence }, disagrees: verdictOf(seen, 1 / greatest) !== "kill" };
    }
    before = evidence;
  }
  return { warned, disagrees: !(warned === undefined ? ["healthy", "watch"] : ["warn"]).includes(verdictOf(seen, 1 / greatest)) };
}

/** As for one phase, over the gaps of all: two points of all units, or, with p < 1e-6, 1 % of an arm's expected count. */
function kills(arms, { all, greatest }) {
  return arms.some(({ gap, expected }) => 50 * Math.abs(gap) > all || (greatest > 1e6 && 100 * Math.abs(gap) >= expected));
}

function verdictOf(seen, best) {
  const phases = seen.map(({ weights, counts }, at) => ({ phase: at + 1, arms: weights.map((weight, i) => ({ arm: `arm ${i}`, units: counts[i], weight })) }));
  return phasedSampleRatio(phases, { interim: true, previousAnytimePValue: best }).verdict;
}
