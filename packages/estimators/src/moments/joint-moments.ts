/**
 * Moments of several numbers known about each unit: a metric and its covariates, or a numerator and a
 * denominator.
 *
 * `crossProducts[i][j]` is the sum of (x_i - mean_i)(x_j - mean_j): symmetric, and its diagonal holds what
 * `Moments` calls `m2`. All zero when there are no units.
 */
export interface JointMoments {
  readonly count: number;
  readonly means: readonly number[];
  readonly crossProducts: readonly (readonly number[])[];
}
