/** An estimate from one arm: a mean, a ratio or an adjusted mean. */
export interface ArmEstimate {
  readonly value: number;
  /** Squared standard error of the value. */
  readonly variance: number;
  /** Degrees of freedom behind that variance. */
  readonly degreesOfFreedom: number;
}
