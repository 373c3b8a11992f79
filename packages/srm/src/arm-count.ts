/** One arm of an experiment: what it was promised and what it got. */
export interface ArmCount {
  readonly arm: string;
  /** Distinct units seen in the arm, a whole number of at least 0. */
  readonly units: number;
  /** Promised share up to a common factor, a finite number of at least 0: `1, 1` is `50, 50`. */
  readonly weight: number;
}
