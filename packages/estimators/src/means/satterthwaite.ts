/** An independent part of a variance, estimated with its own degrees of freedom. */
export interface VariancePart {
  readonly variance: number;
  readonly degreesOfFreedom: number;
}

/**
 * Degrees of freedom of a sum of independent variance estimates.
 *
 * Written with shares so that tiny variances do not underflow when squared. The sum must not be zero.
 *
 * Source: Satterthwaite, "An Approximate Distribution of Estimates of Variance Components", Biometrics
 * Bulletin 2, 1946.
 */
export function satterthwaite(parts: readonly VariancePart[]): number {
  const total = parts.reduce((sum, part) => sum + part.variance, 0);
  return 1 / parts.reduce((sum, part) => sum + (part.variance / total) ** 2 / part.degreesOfFreedom, 0);
}
