import { checkedJointMoments } from "../moments/check-moments.ts";
import type { JointMoments } from "../moments/joint-moments.ts";
import { mergeJointMoments } from "../moments/merge-joint-moments.ts";

/** One arm, by whether its units have a history. */
export interface ArmHistory {
  /** Units with history: the metric (for a ratio numerator and denominator), then the covariates. */
  readonly known: JointMoments;
  /** Units without: the metric alone. */
  readonly missing: JointMoments;
}

/**
 * Arms in which units without history have the mean history of all others, and one more covariate that says
 * who they are.
 *
 * Nobody is left out, so arms stay as they were randomized; the indicator takes up whatever sets newcomers
 * apart, so it does not matter which number stands in for their history. Check {@link missingShareTest}
 * first: a treatment that changes who has history biases any such adjustment.
 *
 * @returns Joint moments per arm, in order, for {@link cuped} or {@link linearizedRatio}; without the
 * indicator when no unit of any arm lacks history.
 * @throws RangeError when there are no arms, arms differ in their columns, or no data could have the moments.
 */
export function imputedCovariates(arms: readonly ArmHistory[]): readonly JointMoments[] {
  const [first] = arms;
  if (first === undefined) throw new RangeError("arms: expected at least one arm, got none");
  const columns = first.known.means.length;
  const own = first.missing.means.length;
  arms.forEach(({ known, missing }, i) => {
    checkedJointMoments(`arms[${i}].known`, known);
    checkedJointMoments(`arms[${i}].missing`, missing);
    if (known.means.length !== columns || missing.means.length !== own || own < 1 || own > columns) {
      throw new RangeError(
        `arms[${i}]: expected ${columns} columns with history and ${own} of them without, got ${known.means.length} and ${missing.means.length}`,
      );
    }
  });
  if (arms.every(({ missing }) => missing.count === 0)) return arms.map(({ known }) => known);
  const stand = arms.map(({ known }) => known).reduce(mergeJointMoments).means.slice(own);
  return arms.map(({ known, missing }) =>
    mergeJointMoments(withConstants(known, [0]), withConstants(missing, [...stand, 1])),
  );
}

/** The moments with further columns that are the same for every unit. */
function withConstants(moments: JointMoments, values: readonly number[]): JointMoments {
  const none = values.map(() => 0);
  return {
    count: moments.count,
    means: [...moments.means, ...values],
    crossProducts: [
      ...moments.crossProducts.map((row) => [...row, ...none]),
      ...values.map(() => [...moments.means.map(() => 0), ...none]),
    ],
  };
}
