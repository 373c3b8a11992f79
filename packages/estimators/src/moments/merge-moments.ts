import type { Moments } from "./moments.ts";

/**
 * Moments of two disjoint sets of units taken together.
 *
 * Source: Chan, Golub and LeVeque, "Updating Formulae and a Pairwise Algorithm for Computing Sample
 * Variances", 1979.
 */
export function mergeMoments(a: Moments, b: Moments): Moments {
  if (a.count === 0) return b;
  if (b.count === 0) return a;
  const count = a.count + b.count;
  const gap = b.mean - a.mean;
  return {
    count,
    mean: a.mean + gap * (b.count / count),
    m2: a.m2 + b.m2 + gap * gap * ((a.count * b.count) / count),
  };
}
