/** What the scenarios draw, made from one stream of uniform numbers. */

/** Binomial by geometric gaps: a rare rate costs as many draws as it has successes. */
export function binomial(draws, trials, rate) {
  if (rate <= 0) return 0;
  const logMiss = Math.log1p(-rate);
  let successes = 0;
  for (let at = gap(draws, logMiss); at < trials; at += 1 + gap(draws, logMiss)) successes += 1;
  return successes;
}

function gap(draws, logMiss) {
  return Math.floor(Math.log(1 - draws.uniform()) / logMiss);
}

/** Binomial for a handful of trials. */
export function fewSuccesses(draws, trials, rate) {
  let successes = 0;
  for (let trial = 0; trial < trials; trial += 1) successes += Number(draws.chance(rate));
  return successes;
}

/** Gamma of scale 1. Source: Marsaglia and Tsang, "A Simple Method for Generating Gamma Variables", 2000. */
export function gamma(draws, shape) {
  if (shape < 1) return gamma(draws, shape + 1) * (1 - draws.uniform()) ** (1 / shape);
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const normal = draws.normal();
    const cube = (1 + c * normal) ** 3;
    if (cube > 0 && Math.log(1 - draws.uniform()) < (normal * normal) / 2 + d - d * cube + d * Math.log(cube)) return d * cube;
  }
}

export function beta(draws, a, b) {
  const first = gamma(draws, a);
  return first / (first + gamma(draws, b));
}

/** Shares that sum to 1. */
export function dirichlet(draws, shapes) {
  const parts = shapes.map((shape) => gamma(draws, shape));
  const total = parts.reduce((sum, part) => sum + part, 0);
  return parts.map((part) => part / total);
}

/** At least 1, with the given chance of stopping after each. */
export function geometric(draws, stop) {
  return 1 + gap(draws, Math.log1p(-stop));
}
