/**
 * Quantile of values in ascending order, by linear interpolation (R's type 7).
 *
 * @throws RangeError when there are no values, or the share is outside [0, 1].
 */
export function quantileOfSorted(sorted: ArrayLike<number>, share: number): number {
  if (!(share >= 0 && share <= 1)) {
    throw new RangeError(`share: expected a number from 0 to 1, got ${share}`);
  }
  const position = (sorted.length - 1) * share;
  const below = Math.floor(position);
  const low = sorted[below];
  if (low === undefined) throw new RangeError("sorted: expected at least one value, got none");
  const high = sorted[Math.ceil(position)] ?? low;
  // Shares of each end rather than of their gap, which may overflow.
  return low === high ? low : low * (1 - (position - below)) + high * (position - below);
}
