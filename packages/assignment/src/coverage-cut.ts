/**
 * The integer cut point of a share of the circle of 2^32: a hash below it lies inside the share.
 *
 * Used for coverage, for the two ends of a layer slot and for a holdout. Rounds down, so a larger
 * share never has a smaller cut: raising coverage only adds units. 0 is 0, and 1 is exactly 2^32.
 *
 * @param share - In [0, 1].
 * @throws RangeError when the share lies outside [0, 1] or is not a number.
 */
export function coverageCut(share: number): number {
  if (!(share >= 0 && share <= 1)) throw new RangeError(`share: expected a number in [0, 1], got ${share}`);
  return Math.floor(share * 4294967296);
}
