import type { JointMoments } from "./joint-moments.ts";
import type { Moments } from "./moments.ts";

/**
 * Moments of one column of joint moments: the metric without its covariates.
 *
 * @throws RangeError when there is no such column.
 */
export function marginalMoments(joint: JointMoments, column: number): Moments {
  const mean = joint.means[column];
  const m2 = joint.crossProducts[column]?.[column];
  if (mean === undefined || m2 === undefined) {
    throw new RangeError(`column: expected 0 to ${joint.means.length - 1}, got ${column}`);
  }
  return { count: joint.count, mean, m2 };
}
