import type { JointMoments } from "../moments/joint-moments.ts";

/** Joint moments of numerator and denominator, in this order, over the units of one arm. */
export interface RatioMoments extends JointMoments {
  /** Units whose denominator is not zero; every unit when absent. */
  readonly unitsWithDenominator?: number;
}
