/**
 * The point above which the share p of a distribution symmetric about 0 lies, from the one function it needs: the
 * distance beyond which a share strictly between 0 and one half lies on one side.
 */
export function symmetricQuantile(p: number, distanceOf: (share: number) => number): number {
  if (p > 0.5) return -symmetricQuantile(1 - p, distanceOf);
  if (p === 0) return Infinity;
  return p === 0.5 ? 0 : distanceOf(p);
}
