/**
 * Upper cut points of the variants on the `assign` hash, in the order of the weights: a unit gets
 * the first variant whose cut is above its hash.
 *
 * `floor(cumulative / total * 2^32)`, the last one exactly 2^32, so every hash falls into an arm
 * and no remainder of a division favors the first ones. A variant of weight 0 gets nobody.
 *
 * @param weights - Relative sizes, not necessarily summing to one.
 * @throws RangeError when there is no weight, a weight is negative or not finite, or all are 0.
 */
export function cutPoints(weights: readonly number[]): readonly number[] {
  let total = 0;
  for (const weight of weights) {
    if (!(weight >= 0)) throw new RangeError(`weights: expected numbers >= 0, got ${weight}`);
    total += weight;
  }
  if (!(total > 0 && total < Infinity)) {
    throw new RangeError(`weights: expected a finite sum above 0, got ${total}`);
  }
  // The sum runs in the same order as the total, so the last quotient is exactly one.
  const cuts: number[] = [];
  let cumulative = 0;
  for (const weight of weights) {
    cumulative += weight;
    cuts.push(Math.floor((cumulative / total) * 4294967296));
  }
  return cuts;
}
