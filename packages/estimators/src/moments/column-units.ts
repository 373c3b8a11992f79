import type { JointMoments } from "./joint-moments.ts";

/**
 * A unit for each column, as large as its values: powers of two, so that dividing by them costs no digits.
 *
 * Products of columns measured in them can neither overflow nor vanish.
 */
export function columnUnits(arms: readonly JointMoments[]): readonly number[] {
  const columns = arms[0]?.means ?? [];
  return columns.map((_, k) => {
    const sizes = arms.map(({ count, means, crossProducts }) =>
      Math.max(Math.abs(means[k] ?? 0), Math.sqrt((crossProducts[k]?.[k] ?? 0) / Math.max(1, count))),
    );
    const size = Math.max(...sizes);
    return size > 0 ? 2 ** Math.floor(Math.log2(size)) : 1;
  });
}

/** The moments of the columns measured in these units. */
export function inUnits(moments: JointMoments, units: readonly number[]): JointMoments {
  return {
    count: moments.count,
    means: moments.means.map((mean, k) => mean / (units[k] ?? 1)),
    crossProducts: moments.crossProducts.map((row, i) =>
      row.map((product, j) => product / (units[i] ?? 1) / (units[j] ?? 1)),
    ),
  };
}
