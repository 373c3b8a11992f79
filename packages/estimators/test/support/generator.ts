import type { RateCount } from "../../src/index.ts";

/** A small seeded generator for simulations: uniform numbers in (0, 1) and what is made from them. */
export interface Generator {
  readonly uniform: () => number;
  readonly normal: () => number;
}

/** Mulberry32, with Box and Muller's normals. */
export function generator(seed: number): Generator {
  let state = seed >>> 0;
  const uniform = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (((mixed ^ (mixed >>> 14)) >>> 0) + 0.5) / 4294967296;
  };
  return {
    uniform,
    normal: () => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform()),
  };
}

/** Successes in so many trials, by geometric gaps: a rare rate costs as many draws as it has successes. */
export function binomial({ uniform }: Generator, trials: number, rate: number): RateCount {
  let successes = 0;
  for (let at = Math.log(uniform()) / Math.log1p(-rate); at < trials; ) {
    successes += 1;
    at = Math.floor(at) + 1 + Math.log(uniform()) / Math.log1p(-rate);
  }
  return { successes, trials };
}

/** Largest gap between the values' empirical distribution and the uniform one, times the root of n. */
export function kolmogorovSmirnov(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const gaps = sorted.map((value, i) =>
    Math.max((i + 1) / sorted.length - value, value - i / sorted.length),
  );
  return Math.max(...gaps) * Math.sqrt(sorted.length);
}
