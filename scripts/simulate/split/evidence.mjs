/** The sample-ratio guard after every unit, by the one-step form of its Bayes factors; the package is asked to confirm. */
import { sampleRatio } from "@liftproof/srm";

const concentrations = [100, 1_000, 10_000, 100_000];

/**
 * Follows units one by one until the guard kills or the horizon is reached.
 *
 * @param draws random numbers
 * @param options.weights whole numbers, one per arm
 * @param options.shares true share of each arm
 * @returns when it warned and killed (undefined: never) with the evidence E at that moment, and whether the package disagreed
 */
export function follow(draws, { weights, shares, horizon }) {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const promised = Float64Array.from(weights, (weight) => weight / total);
  const counts = new Float64Array(weights.length);
  const factors = newFactors();
  const limits = limitsOf(shares);
  let greatest = 1;
  let warned;
  for (let n = 0; n < horizon; ) {
    const arm = drawn(draws.uint32(), limits);
    const evidence = grown(factors, { share: promised[arm], count: counts[arm], n });
    counts[arm] += 1;
    n += 1;
    if (evidence > greatest) greatest = evidence;
    if (greatest <= 1e3) continue;
    warned ??= { units: n, evidence };
    if (!kills(counts, { weights, total, n, greatest })) continue;
    return { warned, killed: { units: n, evidence }, disagrees: verdictOf(counts, weights, 1 / greatest) !== "kill" };
  }
  const expected = warned === undefined ? ["healthy", "watch"] : ["warn"];
  return { warned, disagrees: !expected.includes(verdictOf(counts, weights, 1 / greatest)) };
}

/** A Bayes factor for each concentration, before the first unit. */
export function newFactors() {
  return new Float64Array(concentrations.length).fill(1);
}

/** Where in 32 bits each arm ends. */
export function limitsOf(shares) {
  return Float64Array.from(shares, (_, arm) => shares.slice(0, arm + 1).reduce((sum, share) => sum + share, 0) * 4294967296);
}

/** Multiplies each Bayes factor by what the next unit says, and gives their mean. */
export function grown(factors, { share, count, n }) {
  let sum = 0;
  for (let k = 0; k < factors.length; k += 1) {
    const mass = concentrations[k];
    factors[k] *= (mass * share + count) / ((mass + n) * share);
    sum += factors[k];
  }
  return sum / factors.length;
}

/** In whole numbers: an arm over two points off; or, with p < 1e-6, at least 1 % off its expected count. */
function kills(counts, { weights, total, n, greatest }) {
  for (let arm = 0; arm < counts.length; arm += 1) {
    const gap = Math.abs(total * counts[arm] - weights[arm] * n);
    if (50 * gap > total * n) return true;
    if (greatest > 1e6 && 100 * gap >= weights[arm] * n) return true;
  }
  return false;
}

function verdictOf(counts, weights, best) {
  const arms = weights.map((weight, i) => ({ arm: `arm ${i}`, units: counts[i], weight }));
  return sampleRatio(arms, { interim: true, previousAnytimePValue: best }).verdict;
}

export function drawn(word, limits) {
  let arm = 0;
  while (arm < limits.length - 1 && word >= limits[arm]) arm += 1;
  return arm;
}

/** Draws a split from the guard's own alternative: a concentration of the four, then shares around the promise. */
export function alternativeShares(draws, { weights, dirichlet }) {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const mass = concentrations[draws.below(concentrations.length)];
  return dirichlet(draws, weights.map((weight) => (mass * weight) / total));
}
