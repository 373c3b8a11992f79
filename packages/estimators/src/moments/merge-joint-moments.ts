import type { JointMoments } from "./joint-moments.ts";

/**
 * Joint moments of two disjoint sets of units taken together.
 *
 * @throws RangeError when the two describe different numbers of columns.
 *
 * Source: Chan, Golub and LeVeque, "Updating Formulae and a Pairwise Algorithm for Computing Sample
 * Variances", 1979.
 */
export function mergeJointMoments(a: JointMoments, b: JointMoments): JointMoments {
  if (a.means.length !== b.means.length) {
    throw new RangeError(`b: expected ${a.means.length} columns as in a, got ${b.means.length}`);
  }
  if (a.count === 0) return b;
  if (b.count === 0) return a;
  const count = a.count + b.count;
  const gaps = b.means.map((mean, i) => mean - (a.means[i] ?? 0));
  const weight = (a.count * b.count) / count;
  return {
    count,
    means: a.means.map((mean, i) => mean + (gaps[i] ?? 0) * (b.count / count)),
    crossProducts: a.crossProducts.map((row, i) =>
      row.map(
        (product, j) =>
          product + (b.crossProducts[i]?.[j] ?? 0) + (gaps[i] ?? 0) * (gaps[j] ?? 0) * weight,
      ),
    ),
  };
}
