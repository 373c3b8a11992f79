/** The error rate itself, once it is known to lie strictly between 0 and 1. */
export function checkedAlpha(alpha: number): number {
  if (!(alpha > 0 && alpha < 1)) {
    throw new RangeError(`alpha: expected an error rate between 0 and 1, got ${alpha}`);
  }
  return alpha;
}
